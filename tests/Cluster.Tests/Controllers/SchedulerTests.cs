using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class SchedulerTests
{
    [Fact]
    public async Task Pod_WithoutANode_GetsTheReadyOne()
    {
        await using var cluster = await ControllerCluster.StartAsync();

        await cluster.CreateAsync(Resources.Pods, Samples.Pod("a"));

        await cluster.UntilAsync(Resources.Pods, "a", p => p.Text("spec", "nodeName") == FakeNode.Name);
    }

    [Fact]
    public async Task Pod_WithANodeOrAnotherScheduler_IsLeftAlone()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        var named = Samples.Pod("named");
        named["spec"]!["nodeName"] = "nowhere";
        var foreign = Samples.Pod("foreign");
        foreign["spec"]!["schedulerName"] = "other";
        await cluster.CreateAsync(Resources.Pods, named);
        await cluster.CreateAsync(Resources.Pods, foreign);

        await cluster.CreateAsync(Resources.Pods, Samples.Pod("later"));
        await cluster.UntilAsync(Resources.Pods, "later", PodState.IsReady);

        var pods = cluster.List(Resources.Pods);
        Assert.Equal("nowhere", pods.Single(p => p.Name() == "named").Text("spec", "nodeName"));
        Assert.Null(pods.Single(p => p.Name() == "foreign").Text("spec", "nodeName"));
    }

    [Fact]
    public async Task Pod_WhoseLabelsNoNodeHas_IsToldSoAndWaits()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        var picky = Samples.Pod("picky");
        picky["spec"]!["nodeSelector"] = new System.Text.Json.Nodes.JsonObject { ["disk"] = "fast" };

        await cluster.CreateAsync(Resources.Pods, picky);
        var waiting = await cluster.UntilAsync(Resources.Pods, "picky", p => PodState.Condition(p, "PodScheduled") is not null);

        Assert.Equal("Unschedulable", PodState.Condition(waiting, "PodScheduled").Text("reason"));
        Assert.Null(waiting.Text("spec", "nodeName"));
    }
}
