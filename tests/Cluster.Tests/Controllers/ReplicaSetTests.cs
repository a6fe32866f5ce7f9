using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.ReplicaSets;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class ReplicaSetTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void VictimOrder_OfDifferentPods_BeginsWithTheLeastUseful()
    {
        JsonObject[] pods =
        [
            Pod("old", "Running", ready: true, hour: 1),
            Pod("young", "Running", ready: true, hour: 11),
            Pod("unready", "Running", ready: false, hour: 1),
            Pod("pending", "Pending", ready: false, hour: 1),
            Pod("unassigned", "Pending", ready: false, hour: 1, node: null),
        ];

        Assert.Equal(
            ["unassigned", "pending", "unready", "young", "old"],
            pods.Order(new VictimOrder(Now, _ => 0)).Select(p => p.Name()));
    }

    [Fact]
    public void VictimOrder_WithADeletionCost_PutsTheCheaperFirst()
    {
        var cheap = Pod("cheap", "Running", ready: true, hour: 1);
        cheap["metadata"]!["annotations"] = new JsonObject { ["controller.kubernetes.io/pod-deletion-cost"] = "-1" };

        Assert.Equal("cheap", new[] { Pod("young", "Running", ready: true, hour: 11), cheap }.Order(new VictimOrder(Now, _ => 0)).First().Name());
    }

    [Fact]
    public async Task ReplicaSet_WithABarePodThatMatches_AdoptsIt()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Pods, Samples.Pod("bare"));
        await cluster.UntilAsync(Resources.Pods, "bare", PodState.IsReady);

        var set = await cluster.CreateAsync(Resources.ReplicaSets, Set());
        await cluster.UntilAsync(Resources.ReplicaSets, "web", s => s.Number("status", "availableReplicas") == 1);

        var pod = Assert.Single(cluster.List(Resources.Pods));
        Assert.True(Owner.IsControlledBy(pod, set.Uid()));
    }

    [Fact]
    public async Task ReplicaSet_WhosePodLosesItsLabel_ReleasesAndReplacesIt()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.ReplicaSets, Set());
        await cluster.UntilAsync(Resources.ReplicaSets, "web", s => s.Number("status", "availableReplicas") == 1);
        var first = cluster.List(Resources.Pods)[0].Name();

        await cluster.PatchAsync(Resources.Pods, first, """{ "metadata": { "labels": { "app": "other" } } }""");
        var pods = await cluster.UntilAsync(Resources.Pods, all => all.Count == 2 && all.Count(p => !Owner.Of(p).Any()) == 1);

        Assert.Empty(Owner.Of(pods.Single(p => p.Name() == first)));
    }

    private static JsonObject Set() => Samples.Parse("""
        {
          "apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": { "name": "web" },
          "spec": {
            "replicas": 1, "selector": { "matchLabels": { "app": "web" } },
            "template": { "metadata": { "labels": { "app": "web" } }, "spec": { "containers": [ { "name": "app", "image": "app:1" } ] } }
          }
        }
        """);

    private static JsonObject Pod(string name, string phase, bool ready, int hour, string? node = "fake")
    {
        var pod = Samples.Pod(name);
        var since = $"2026-01-01T{hour:00}:00:00Z";
        pod["metadata"]!["uid"] = name;
        pod["metadata"]!["creationTimestamp"] = since;
        pod["spec"]!["nodeName"] = node;
        pod["status"] = new JsonObject
        {
            ["phase"] = phase,
            ["conditions"] = new JsonArray(
                new JsonObject { ["type"] = "Ready", ["status"] = ready ? "True" : "False", ["lastTransitionTime"] = since }),
        };
        return pod;
    }
}
