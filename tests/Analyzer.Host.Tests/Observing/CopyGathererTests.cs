using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>What one tick sees of the copy, of autoscalers and of pinned Secrets.</summary>
public sealed class CopyGathererTests : GatheredWorld
{
    public CopyGathererTests()
    {
        Others.Add(Named("web-canary"));
        var set = Thing.Set("web-canary-1", "v2", 2, 0, 2);
        set["metadata"]!["ownerReferences"]![0]!["uid"] = "web-canary";
        Sets.Add(set);
    }

    [Fact]
    public async Task Copy_ThatAQuotaKeepsSmall_IsSeenSoInTheTickOfItsSet()
    {
        Sets[1]["status"]!["conditions"] = new JsonArray(
            new JsonObject { ["type"] = "ReplicaFailure", ["status"] = "True", ["reason"] = "FailedCreate", ["message"] = "exceeded quota: small" });

        Assert.Equal((RolloutReason.CopyNotAdmitted, true), (await SeenAsync()).Copy?.Obstacle is { } seen ? (seen.Reason, seen.Message.EndsWith("exceeded quota: small", StringComparison.Ordinal)) : default);
    }

    [Fact]
    public async Task Copy_WhosePodNoNodeTakes_IsSeenSoInTheTickOfThePod()
    {
        var pod = Thing.Pod("a", "web-canary-1", ready: false);
        pod["status"]!["conditions"]!.AsArray().Add(JsonNode.Parse("""{ "type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": "0/1 nodes" }"""));
        Pods.Add(pod);

        Assert.Equal("no node takes pod a: 0/1 nodes", (await SeenAsync()).Copy?.Obstacle?.Message);
    }

    [Theory]
    [InlineData("2030-01-01T12:00:30Z", true)]
    [InlineData("2020-01-01T12:00:30Z", false)]
    [InlineData(null, false)]
    public async Task Copy_BesideAPodOfAnEarlierOne_IsSeenSoUntilItsGraceIsOver(string? goneBy, bool isSeen)
    {
        var pod = Thing.Pod("old", "web-canary-0", ready: true);
        pod["metadata"]!["labels"] = new JsonObject { ["app"] = "web-canary", [AnnotationNames.Track] = AnnotationNames.Canary };
        pod["metadata"]!["deletionTimestamp"] = goneBy;
        Pods.Add(pod);

        Assert.Equal(isSeen ? ["old"] : [], (await SeenAsync()).Copy!.Leftovers);
    }

    [Fact]
    public async Task Autoscaler_OfTheCopy_IsSeen()
    {
        Beside = caches => caches with
        {
            Scalers = new StillCache(
                KubeKind.HorizontalPodAutoscalers,
                Thing.Json("""{ "metadata": { "name": "odd", "namespace": "shop" }, "spec": { "scaleTargetRef": { "kind": "Deployment", "name": "web-canary" } } }""")),
        };

        Assert.Equal("odd", (await SeenAsync()).Scaler.OfCopy);
    }

    [Fact]
    public async Task PinnedSecret_IsLookedAtInTheTickThatPlansWithIt()
    {
        var secrets = new SecretWorld();
        Deployment["spec"]!["template"] = SecretWorld.Template(("secret/login", "0123456789abcdef"));
        Beside = caches => caches with { Secrets = secrets.Directory, Configs = new(new StillCache(KubeKind.ConfigMaps), secrets.Time) };

        var seen = await SeenAsync();

        Assert.Equal(("Secret login", Analyzer.Observing.SecretDirectory.Pace), (seen.Config?.What, seen.ConfigDue));
    }
}
