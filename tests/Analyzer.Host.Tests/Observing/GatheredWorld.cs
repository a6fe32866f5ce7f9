using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>A target that serves, its Canary and its Service, as the gatherer reads them; tests say what differs.</summary>
public abstract class GatheredWorld
{
    internal static readonly RolloutKey Key = new("shop", "web");
    private static readonly HttpClient Http = new();

    internal FakeTimeProvider Time { get; } = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    internal RecordingApi Api { get; } = new();

    internal FixedReadings Readings { get; } = new(99.5);

    internal CountHistory History { get; } = new();

    internal SpecMemory Specs { get; } = new();

    internal JsonObject Deployment { get; } = Thing.Deployment();

    internal List<JsonObject> Others { get; } = [];

    internal List<JsonObject> Sets { get; } = [Thing.Set("web-1", "v1", 4, 4, 1)];

    /// <summary>What a test adds to the caches.</summary>
    internal Func<ClusterCaches, ClusterCaches> Beside { get; set; } = caches => caches;

    internal List<JsonObject> Services { get; } = [Thing.Service()];

    internal List<JsonObject> Pods { get; } = [];

    internal JsonObject Canary { get; set; } = Thing.Canary($$"""{ "phase": "Succeeded", "canaryWeight": 0, "failedChecks": 0, "iterations": 0, "promotedSpecs": ["{{Thing.HashOf("v1")}}"] }""");

    internal static JsonObject Rival()
    {
        var rival = Thing.Canary();
        rival["metadata"]!["name"] = "a-first";
        rival["metadata"]!["uid"] = "c0";
        return rival;
    }

    internal static JsonObject Named(string name)
    {
        var deployment = Thing.Deployment();
        deployment["metadata"]!["name"] = name;
        deployment["metadata"]!["uid"] = name;
        return deployment;
    }

    internal async Task<RolloutObservation> SeenAsync() => (await Gatherer([Canary]).GatherAsync(Key, CancellationToken.None)).World!.Seen;

    internal RolloutGatherer Gatherer(IEnumerable<JsonObject> canaries)
    {
        var board = new PolicyBoard(Time);
        board.BeginTerm(1);
        board.Publish(new("shop", "web"), new() { CanaryWeight = 20 });
        var settings = new InstallationSettings(null);
        var caches = Beside(StillCache.Of(canaries, [Deployment, .. Others], Sets, Pods, Services));
        return new(caches, board, Api, new SteeringProbe(Http), CheckSources.Of(caches, Api, Readings, History, settings, Time), History, new StatusMemory(), Specs, new MarkWatch(), settings, new LeaderClock(Time), Time, new(Stores.Of(Api, Time)));
    }
}
