using System.Text.Json;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Resources;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public class SmallReadersTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 1, 0, TimeSpan.Zero);

    private static readonly RolloutKey Key = new("shop", "web");

    [Theory]
    [InlineData("abort:1", null, CommandVerb.Abort)]
    [InlineData("promote:1", "abort:1", CommandVerb.Promote)]
    [InlineData("retry", null, CommandVerb.Retry)]
    [InlineData("abort:1", "abort:1", null)]
    [InlineData("Abort:1", null, null)]
    [InlineData("stop:1", null, null)]
    [InlineData(null, null, null)]
    public void Command_IsReadOnce(string? text, string? last, CommandVerb? verb) => Assert.Equal(verb, CommandReader.Read(text, last)?.Verb);

    [Fact]
    public void Mark_Missing_IsTimedFromWhenItWasFirstMissed()
    {
        var watch = new MarkWatch();
        var now = DateTimeOffset.UnixEpoch;

        Assert.Null(watch.MissingFor(Key, false, now));
        Assert.Equal(TimeSpan.Zero, watch.MissingFor(Key, true, now));
        Assert.Equal(TimeSpan.FromSeconds(9), watch.MissingFor(Key, true, now.AddSeconds(9)));
        Assert.Null(watch.MissingFor(Key, false, now.AddSeconds(10)));
        Assert.Equal(TimeSpan.Zero, watch.MissingFor(Key, true, now.AddSeconds(11)));
    }

    [Fact]
    public void Memory_OfOurOwnWrite_WinsUntilTheWatchHasIt()
    {
        var memory = new StatusMemory();
        var (old, written, later) = (Version("8"), Version("9"), Version("10"));
        memory.Wrote(Key, written);

        Assert.Same(written, memory.Newest(Key, old));
        Assert.Same(later, memory.Newest(Key, later));
        Assert.Same(old, memory.Newest(Key, old));
    }

    [Fact]
    public void Memory_OfAnObjectThatWasReplaced_IsForgotten()
    {
        var memory = new StatusMemory();
        memory.Wrote(Key, Version("90"));
        var reborn = Version("8");
        reborn["metadata"]!["uid"] = "c2";

        Assert.Same(reborn, memory.Newest(Key, reborn));
    }

    [Fact]
    public void Query_OfTheSuccessRate_IsOfOneVersionAndBlamesNoClient()
    {
        var query = BuiltInQueries.For(new("request-success-rate", CheckKind.SuccessRate, 99, null, TimeSpan.FromSeconds(20.5)), "shop", "web", "abc");

        const string Side = """target_namespace="shop",target="web",track="canary",version="abc",outcome""";
        Assert.Equal($$"""100 * sum(increase(canarymesh_requests_total{{{Side}}="success"}[21s])) / sum(increase(canarymesh_requests_total{{{Side}}!="client_cancel"}[21s]))""", query);
    }

    [Fact]
    public void Query_OfTheDuration_IsTheNinetyNinthPercentileInMilliseconds()
    {
        var query = BuiltInQueries.For(new("request-duration", CheckKind.RequestDuration, null, 500, TimeSpan.FromMinutes(1)), "shop", "web", "abc");

        Assert.Equal("""1000 * histogram_quantile(0.99, sum by (le) (increase(canarymesh_request_duration_seconds_bucket{target_namespace="shop",target="web",track="canary",version="abc"}[60s])))""", query);
    }

    [Theory]
    [InlineData("web-canary-7d4b9c-x2x8k", true)]
    [InlineData("web-7d4b9c-x2x8k", false)]
    [InlineData("web-canary-other-7d4b9c-x2x8k", false)]
    public void Query_OfAGatewaysTrial_IsOfTheCopysPodsAlone(string pod, bool isCounted)
    {
        var rate = BuiltInQueries.OfGateway(new("request-success-rate", CheckKind.SuccessRate, 99, null, TimeSpan.FromSeconds(20)), "shop", "web-canary");
        var duration = BuiltInQueries.OfGateway(new("request-duration", CheckKind.RequestDuration, null, 500, TimeSpan.FromSeconds(20)), "shop", "web-canary");

        const string Names = "web-canary-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)";
        const string Side = $"kubernetes_namespace=\"shop\",kubernetes_pod_name=~\"{Names}\"";
        Assert.Equal($$"""100 * (sum(increase(http_request_duration_seconds_count{{{Side}},status!~"5.*"}[20s])) or vector(0)) / sum(increase(http_request_duration_seconds_count{{{Side}}}[20s]))""", rate);
        Assert.Equal($$"""1000 * histogram_quantile(0.99, sum by (le) (increase(http_request_duration_seconds_bucket{{{Side}}}[20s])))""", duration);
        // As Prometheus takes it: the whole name.
        Assert.Equal(isCounted, System.Text.RegularExpressions.Regex.IsMatch(pod, $"^(?:{Names})$"));
    }

    [Fact]
    public void Query_OfAMeshesTrial_CallsNoGoodAnswerARateOfNone()
    {
        var rate = BuiltInQueries.OfIstio(new("request-success-rate", CheckKind.SuccessRate, 99, null, TimeSpan.FromSeconds(20)), "shop", "web-canary");

        const string Side = """reporter="destination",destination_workload_namespace="shop",destination_workload="web-canary" """;
        Assert.Equal(
            $$"""100 * (sum(increase(istio_requests_total{{{Side.TrimEnd()}},response_code!~"5.*"}[20s])) or vector(0)) / sum(increase(istio_requests_total{{{Side.TrimEnd()}}}[20s]))""", rate);
    }

    [Fact]
    public void Copy_OfAnotherOwner_IsForeign()
    {
        var copy = Thing.Deployment(each => each["metadata"]!["ownerReferences"] = new System.Text.Json.Nodes.JsonArray());

        Assert.True(CopyReader.Read(copy, Thing.Canary(), [], _ => true, Now)!.Foreign);
    }

    [Fact]
    public void Copy_CountsPodsThatServeAndWhoseProxyIsConnected()
    {
        var copy = Thing.Deployment(each =>
        {
            each["metadata"]!["ownerReferences"] = Thing.Json("""{ "o": [{ "uid": "c1", "controller": true }] }""")["o"]!.DeepClone();
            each.Annotate(AnnotationNames.Trial, "h");
        });
        PodView[] pods = [Thing.View("a"), Thing.View("b"), Thing.View("c", ready: false), Thing.View("d", proxied: false)];

        var seen = CopyReader.Read(copy, Thing.Canary(), pods, pod => pod.Name != "b", Now)!;

        Assert.Equal((false, "h", 4, 1), (seen.Foreign, seen.Hash, seen.Replicas, seen.Ready));
        Assert.Null(CopyReader.Read(null, Thing.Canary(), pods, _ => true, Now));
    }

    [Theory]
    [InlineData("2030-01-01T00:00:55Z", true)]
    [InlineData("2030-01-01T00:00:56Z", false)]
    public void Copy_WithAPodThatMissedAdmission_NamesItAndReplacesItAfterFiveSeconds(string created, bool isReplaced)
    {
        var pod = Thing.Pod("d", ready: false, proxied: false);
        pod["metadata"]!["creationTimestamp"] = created;

        var seen = CopyReader.Read(Thing.Deployment(), Thing.Canary(), [Thing.View("a"), PodView.Of(pod)], _ => true, Now)!;

        Assert.Equal(["d"], seen.Unproxied);
        Assert.Equal(isReplaced ? ["d"] : [], seen.Replaceable);
        Assert.Equal((1, 1), (seen.Serving, seen.Ready));
    }

    [Fact]
    public void Status_ThatFlaggerLeft_ReadsAsNotOnboarded()
    {
        var canary = Thing.Canary("""{ "phase": "Succeeded", "canaryWeight": 25, "reason": "BelongsToFlagger", "message": "m", "failedChecks": 0, "iterations": 0, "lastAppliedSpec": "5d4f8", "lastTransitionTime": "2030-01-01T00:00:00Z" }""")
            .Deserialize(ResourceJson.Default.Canary)!;

        var status = StatusReader.Read(canary.Status);

        Assert.Equal(new RolloutStatus { Reason = RolloutReason.BelongsToFlagger, Message = "m", Promoted = status.Promoted, Checks = status.Checks }, status);
        Assert.Equal(RolloutPhase.Initializing, status.Phase);
    }

    [Theory]
    [InlineData("""{ "phase": "Succeeded", "canaryWeight": 0, "failedChecks": 0, "iterations": 0, "lastAppliedSpec": "5d4f8", "promotedSpecs": ["v1:a"] }""", RolloutPhase.Succeeded)]
    [InlineData("""{ "phase": "Failed", "canaryWeight": 0, "failedChecks": 0, "iterations": 0 }""", RolloutPhase.Failed)]
    [InlineData("""{ "phase": "Terminating", "canaryWeight": 0, "failedChecks": 0, "iterations": 0, "lastAppliedSpec": "5d4f8" }""", RolloutPhase.Terminating)]
    public void Status_WithARecordOfOurs_KeepsItsPhase(string written, RolloutPhase phase)
    {
        Assert.Equal(phase, StatusReader.Read(Thing.Canary(written).Deserialize(ResourceJson.Default.Canary)!.Status).Phase);
    }

    private static System.Text.Json.Nodes.JsonObject Version(string version)
    {
        var canary = Thing.Canary();
        canary["metadata"]!["resourceVersion"] = version;
        return canary;
    }
}
