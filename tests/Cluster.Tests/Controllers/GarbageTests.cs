using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class GarbageTests
{
    [Fact]
    public async Task Deployment_DeletedInTheBackground_TakesItsPodsAlong()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(2));
        await cluster.UntilAsync(Resources.Deployments, "web", DeploymentTests.IsDone);

        await cluster.DeleteAsync(Resources.Deployments, "web");

        await cluster.UntilAsync(Resources.ReplicaSets, all => all.Count == 0);
        await cluster.UntilAsync(Resources.Pods, all => all.Count == 0);
    }

    [Fact]
    public async Task Deployment_DeletedInTheForeground_GoesAfterItsPods()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(2));
        await cluster.UntilAsync(Resources.Deployments, "web", DeploymentTests.IsDone);

        await cluster.DeleteAsync(Resources.Deployments, "web", "Foreground");
        await cluster.UntilAsync(Resources.Deployments, all => all.Count == 0);

        Assert.Empty(cluster.List(Resources.ReplicaSets));
        Assert.Empty(cluster.List(Resources.Pods));
    }

    [Fact]
    public async Task Deployment_DeletedByOrphaning_LeavesAReplicaSetThatAnEqualOneAdopts()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(1));
        await cluster.UntilAsync(Resources.Deployments, "web", DeploymentTests.IsDone);
        var left = cluster.List(Resources.ReplicaSets)[0];

        await cluster.DeleteAsync(Resources.Deployments, "web", "Orphan");
        await cluster.UntilAsync(Resources.Deployments, all => all.Count == 0);
        Assert.Empty(Owner.Of(cluster.List(Resources.ReplicaSets)[0]));

        var second = await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(1));
        await cluster.UntilAsync(Resources.Deployments, "web", DeploymentTests.IsDone);
        var adopted = Assert.Single(cluster.List(Resources.ReplicaSets));
        Assert.Equal(left.Uid(), adopted.Uid());
        Assert.True(Owner.IsControlledBy(adopted, second.Uid()));
    }

    [Fact]
    public async Task Dependent_OfAnOwnerThatNeverWas_IsCollected()
    {
        await using var cluster = await ControllerCluster.StartAsync();

        await cluster.CreateAsync(Resources.ConfigMaps, Samples.ConfigMap("a", "11111111-1111-1111-1111-111111111111"));

        await cluster.UntilAsync(Resources.ConfigMaps, all => all.All(c => c.Name() != "a"));
    }

    [Fact]
    public async Task Dependent_WithASecondOwnerAlive_StaysWithoutTheFirst()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        var one = await cluster.CreateAsync(Resources.ConfigMaps, Samples.ConfigMap("owner"));
        var two = await cluster.CreateAsync(Resources.ConfigMaps, Samples.ConfigMap("other"));
        var body = Samples.ConfigMap("a", one.Uid());
        body["metadata"]!["ownerReferences"]!.AsArray().Add(
            new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["name"] = "other", ["uid"] = two.Uid() });
        await cluster.CreateAsync(Resources.ConfigMaps, body);

        await cluster.DeleteAsync(Resources.ConfigMaps, "owner");
        var left = await cluster.UntilAsync(Resources.ConfigMaps, "a", c => Owner.Of(c).Count() == 1);

        Assert.Equal(two.Uid(), Owner.Of(left).Single().Text("uid"));
    }

    [Fact]
    public async Task Namespace_WithContent_IsEmptiedAndGoes()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(1));
        await cluster.UntilAsync(Resources.Deployments, "web", DeploymentTests.IsDone);
        var held = Samples.ConfigMap("held");
        held["metadata"]!["finalizers"] = new JsonArray("example.com/wait");
        await cluster.CreateAsync(Resources.ConfigMaps, held);

        await cluster.Api.DeleteAsync(Resources.Namespaces, null, ControllerCluster.Namespace, null, null, null, ControllerCluster.Admin, default);
        var ending = await cluster.UntilClusterAsync(Resources.Namespaces, n => Remaining(n) == "Some resources are remaining: configmaps. has 1 resource instances");
        Assert.Equal("Terminating", ending?.Text("status", "phase"));

        await cluster.PatchAsync(Resources.ConfigMaps, "held", """{ "metadata": { "finalizers": null } }""");
        await cluster.UntilClusterAsync(Resources.Namespaces, n => n is null);
        Assert.Empty(cluster.List(Resources.Pods));
    }

    private static string? Remaining(JsonObject? space) =>
        space.Objects("status", "conditions").FirstOrDefault(c => c.Text("type") == "NamespaceContentRemaining").Text("message");
}
