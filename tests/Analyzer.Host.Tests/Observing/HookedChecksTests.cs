using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>A rollout hook beside a metric: Flagger's ordinary manifest.</summary>
public sealed class HookedChecksTests : GatheredWorld
{
    [Fact]
    public async Task Checks_BesideARolloutHook_AreReadOnceItHasAnswered()
    {
        Canary = Thing.Canary($$"""{ "phase": "Progressing", "canaryWeight": 20, "failedChecks": 0, "iterations": 0, "trialSpec": "{{Thing.HashOf("v2")}}", "promotedSpecs": ["{{Thing.HashOf("v1")}}"], "stepStartTime": "2030-01-01T11:59:30Z" }""");
        Canary["spec"]!["metricsServer"] = "http://prometheus:9090";
        Canary["spec"]!["analysis"]!["metrics"] = JsonNode.Parse("""[{ "name": "request-success-rate", "thresholdRange": { "min": 99 } }]""");
        Canary["spec"]!["analysis"]!["webhooks"] = JsonNode.Parse("""[{ "name": "load", "url": "http://load.shop/" }]""");

        var (unanswered, _, _) = await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None);
        var (answered, _, _) = await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None, Answered);

        Assert.Empty(unanswered!.Seen.Readings);
        Assert.Null(unanswered.Seen.Traffic);
        Assert.Equal(99.5, Assert.Single(answered!.Seen.Readings).Number);
        Assert.Equal(new TrialTraffic(0, 0, TimeSpan.FromSeconds(10)), answered.Seen.Traffic);
    }

    private RolloutWorld Answered(RolloutWorld world)
    {
        var hook = Assert.Single(world.Seen.Spec.Hooks);
        var at = Time.GetUtcNow().AddSeconds(-10);
        return world with { Seen = world.Seen with { HookOutcomes = [new HookOutcome(hook, world.Seen.Status.Trial!, at, at, true, "HTTP 200")] } };
    }
}
