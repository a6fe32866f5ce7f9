using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Deployments;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class HistoryTests
{
    [Fact]
    public async Task Deployment_WithALimitedHistory_DropsTheOldestReplicaSets()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        var deployment = Samples.Deployment(1);
        deployment["spec"]!["revisionHistoryLimit"] = 1;
        await cluster.CreateAsync(Resources.Deployments, deployment);
        await cluster.UntilAsync(Resources.Deployments, "web", DeploymentTests.IsDone);
        foreach (var generation in new[] { 2, 3 })
        {
            await cluster.PatchAsync(Resources.Deployments, "web", Samples.Image($"app:{generation}"));
            await cluster.UntilAsync(Resources.Deployments, "web", d => DeploymentTests.Generation(d) == generation && DeploymentTests.IsDone(d));
        }

        var left = await cluster.UntilAsync(Resources.ReplicaSets, all => all.Count == 2);

        Assert.Equal(["2", "3"], left.Select(s => s.Text("metadata", "annotations", Annotations.Revision)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Deployment_WhoseReplicaSetNameIsTaken_CountsACollisionAndUsesAnother()
    {
        await using var cluster = await ControllerCluster.StartAsync();
        var hash = PodTemplate.Hash(Stored().Object("spec", "template")!, null);
        await cluster.CreateAsync(Resources.ReplicaSets, Taken($"web-{hash}"));

        await cluster.CreateAsync(Resources.Deployments, Stored());
        var done = await cluster.UntilAsync(Resources.Deployments, "web", DeploymentTests.IsDone);

        Assert.Equal(1, done.Number("status", "collisionCount"));
        Assert.Equal(2, cluster.List(Resources.ReplicaSets).Count);
    }

    [Theory]
    [InlineData("""{"metadata":{"labels":{"a":"b","pod-template-hash":"x"}}}""", """{"metadata":{"labels":{"a":"b"},"annotations":{}}}""", true)]
    [InlineData("""{"spec":{"containers":[]}}""", """{"spec":{}}""", true)]
    [InlineData("""{"metadata":{"labels":{"a":"b"}}}""", """{"metadata":{"labels":{"a":"c"}}}""", false)]
    [InlineData("""{"spec":{"volumes":[{"emptyDir":{}}]}}""", """{"spec":{"volumes":[{}]}}""", false)]
    public void Templates_AreComparedWithoutHashAndEmptiness(string one, string other, bool same)
    {
        Assert.Equal(same, PodTemplate.Same(Samples.Parse(one), Samples.Parse(other)));
        Assert.Equal(same, PodTemplate.Hash(Samples.Parse(one), null) == PodTemplate.Hash(Samples.Parse(other), null));
    }

    [Fact]
    public void Renew_OnANewRevision_KeepsTheOldOnesAndCopiesNotes()
    {
        var set = Samples.Parse("""
            { "metadata": { "annotations": { "deployment.kubernetes.io/revision": "3", "deployment.kubernetes.io/revision-history": "1" } } }
            """);
        var deployment = Samples.Parse("""
            { "metadata": { "annotations": { "note": "x", "kubectl.kubernetes.io/last-applied-configuration": "y", "deployment.kubernetes.io/revision": "4" } } }
            """);

        Assert.True(Annotations.Renew(set, deployment, 5));
        Assert.False(Annotations.Renew(set, deployment, 4));

        Assert.Equal(
            """{"deployment.kubernetes.io/revision":"5","deployment.kubernetes.io/revision-history":"1,3","note":"x"}""",
            set.At("metadata", "annotations")!.ToJsonString());
    }

    /// <summary>A Deployment that says all the server would fill in, so that its hash is known beforehand.</summary>
    private static JsonObject Stored()
    {
        var deployment = Samples.Deployment(1);
        var spec = deployment["spec"]!["template"]!["spec"]!.AsObject();
        spec["restartPolicy"] = "Always";
        spec["terminationGracePeriodSeconds"] = 30;
        spec["dnsPolicy"] = "ClusterFirst";
        spec["securityContext"] = new JsonObject();
        spec["schedulerName"] = "default-scheduler";
        var container = spec["containers"]![0]!.AsObject();
        container["resources"] = new JsonObject();
        container["terminationMessagePath"] = "/dev/termination-log";
        container["terminationMessagePolicy"] = "File";
        container["imagePullPolicy"] = "IfNotPresent";
        return deployment;
    }

    private static JsonObject Taken(string name) => Samples.Parse($$$"""
        {
          "apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": { "name": "{{{name}}}" },
          "spec": {
            "replicas": 0, "selector": { "matchLabels": { "app": "other" } },
            "template": { "metadata": { "labels": { "app": "other" } }, "spec": { "containers": [ { "name": "app", "image": "app:1" } ] } }
          }
        }
        """);
}
