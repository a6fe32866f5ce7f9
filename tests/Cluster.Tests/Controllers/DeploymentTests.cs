using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Deployments;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class DeploymentTests
{
    [Fact]
    public async Task Deployment_WhenCreated_BecomesAvailableWithRevisionOne()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(2));

        var done = await cluster.UntilAsync(Resources.Deployments, "web", IsDone);

        Assert.Equal("1", done.Text("metadata", "annotations", Annotations.Revision));
        Assert.Equal(0, done.Number("status", "terminatingReplicas"));
        Assert.Equal("MinimumReplicasAvailable", Condition(done, "Available").Text("reason"));
        var set = Assert.Single(cluster.List(Resources.ReplicaSets));
        Assert.Equal($"ReplicaSet \"{set.Name()}\" has successfully progressed.", Condition(done, "Progressing").Text("message"));
        Assert.Equal("3", set.Text("metadata", "annotations", Annotations.MaxReplicas));
    }

    [Theory]
    [InlineData(3, "1", "0")]
    [InlineData(3, "0", "1")]
    [InlineData(5, "\"30%\"", "\"40%\"")]
    public async Task Roll_OfAnyStrategy_KeepsItsBounds(int replicas, string surge, string unavailable)
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(replicas, surge: surge, unavailable: unavailable));
        var before = await cluster.UntilAsync(Resources.Deployments, "web", IsDone);
        var spec = DeploymentSpec.Of(before);
        using var stop = new CancellationTokenSource();
        var bounds = RollBounds.WatchAsync(cluster, stop.Token);

        await cluster.PatchAsync(Resources.Deployments, "web", Samples.Image("app:2"));
        await cluster.UntilAsync(Resources.Deployments, "web", d => Generation(d) == 2 && IsDone(d));
        await stop.CancelAsync();

        var seen = await bounds;
        Assert.InRange(seen.MaxTotal, replicas, spec.MaxReplicas);
        Assert.InRange(seen.MinAvailable, spec.MinAvailable, replicas);
        Assert.Equal("2", cluster.List(Resources.Deployments)[0].Text("metadata", "annotations", Annotations.Revision));
    }

    [Fact]
    public async Task Roll_Stuck_KeepsOldPodsAndTimesOut()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        cluster.Node.NeverReady["app:2"] = true;
        var deployment = Samples.Deployment(2, surge: "1", unavailable: "0");
        deployment["spec"]!["progressDeadlineSeconds"] = 1;
        await cluster.CreateAsync(Resources.Deployments, deployment);
        await cluster.UntilAsync(Resources.Deployments, "web", IsDone);

        await cluster.PatchAsync(Resources.Deployments, "web", Samples.Image("app:2"));
        var stuck = await cluster.UntilAsync(
            Resources.Deployments, "web", d => Condition(d, "Progressing").Text("reason") == DeploymentCondition.TimedOut && d.Number("status", "replicas") == 3);

        Assert.Equal(3, stuck.Number("status", "replicas"));
        Assert.Equal(2, stuck.Number("status", "availableReplicas"));
        Assert.Equal(1, stuck.Number("status", "unavailableReplicas"));
    }

    [Fact]
    public async Task GoingBack_ToAnEarlierTemplate_UsesItsReplicaSetWithANewRevision()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(1));
        await cluster.UntilAsync(Resources.Deployments, "web", IsDone);
        var first = cluster.List(Resources.ReplicaSets)[0].Uid();
        await cluster.PatchAsync(Resources.Deployments, "web", Samples.Image("app:2"));
        await cluster.UntilAsync(Resources.Deployments, "web", d => Generation(d) == 2 && IsDone(d));

        await cluster.PatchAsync(Resources.Deployments, "web", Samples.Image("app:1"));
        await cluster.UntilAsync(Resources.Deployments, "web", d => Generation(d) == 3 && IsDone(d));

        Assert.Equal(2, cluster.List(Resources.ReplicaSets).Count);
        var serving = cluster.List(Resources.ReplicaSets).Single(s => s.Uid() == first);
        Assert.Equal("3", serving.Text("metadata", "annotations", Annotations.Revision));
        Assert.Equal("1", serving.Text("metadata", "annotations", Annotations.History));
    }

    [Fact]
    public async Task Recreate_OnANewTemplate_HasNoTwoVersionsAtOnce()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        var deployment = Samples.Deployment(2);
        deployment["spec"]!["strategy"] = new JsonObject { ["type"] = "Recreate" };
        await cluster.CreateAsync(Resources.Deployments, deployment);
        await cluster.UntilAsync(Resources.Deployments, "web", IsDone);
        using var stop = new CancellationTokenSource();
        var bounds = RollBounds.WatchAsync(cluster, stop.Token);

        await cluster.PatchAsync(Resources.Deployments, "web", Samples.Image("app:2"));
        await cluster.UntilAsync(Resources.Deployments, "web", d => Generation(d) == 2 && IsDone(d));
        await stop.CancelAsync();

        Assert.Equal(2, (await bounds).MaxTotal);
    }

    internal static bool IsDone(JsonObject d)
    {
        var wished = d.Number("spec", "replicas") ?? 1;
        return d.Number("status", "observedGeneration") == Generation(d) && (d.Number("status", "updatedReplicas") ?? 0) == wished
            && (d.Number("status", "replicas") ?? 0) == wished && (d.Number("status", "availableReplicas") ?? 0) == wished
            && d.Number("status", "terminatingReplicas") == 0
            && Condition(d, "Progressing").Text("reason") == DeploymentCondition.Complete;
    }

    internal static long? Generation(JsonObject d) => d.Number("metadata", "generation");

    internal static JsonObject? Condition(JsonObject d, string type) =>
        d.Objects("status", "conditions").FirstOrDefault(c => c.Text("type") == type);
}
