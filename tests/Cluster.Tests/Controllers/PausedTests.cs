using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Deployments;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class PausedTests
{
    private const string Hold = """
        { "spec": { "paused": true, "template": { "spec": { "containers": [ { "name": "app", "image": "app:held" } ] } } } }
        """;

    [Fact]
    public async Task Held_WhenScaled_ScalesTheServingReplicaSetOnly()
    {
        await using var cluster = await ServingAsync(2);
        await cluster.PatchAsync(Resources.Deployments, "web", Hold);
        await cluster.PatchAsync(Resources.Deployments, "web", """{ "spec": { "replicas": 4 } }""");

        var held = await cluster.UntilAsync(Resources.Deployments, "web", d => d.Number("status", "availableReplicas") == 4);

        Assert.Single(cluster.List(Resources.ReplicaSets));
        Assert.Null(held.Number("status", "updatedReplicas"));
        Assert.Equal(DeploymentCondition.Paused, DeploymentTests.Condition(held, "Progressing").Text("reason"));
        Assert.Equal("Unknown", DeploymentTests.Condition(held, "Progressing").Text("status"));
    }

    [Fact]
    public async Task Held_WithADeadlineSaidToHavePassed_KeepsThatConditionThroughScaling()
    {
        await using var cluster = await ServingAsync(1);
        await cluster.PatchAsync(Resources.Deployments, "web", Hold);
        await cluster.UntilAsync(Resources.Deployments, "web", Seen);
        await cluster.PatchAsync(Resources.Deployments, "web", Refused, "status");
        await cluster.PatchAsync(Resources.Deployments, "web", """{ "spec": { "replicas": 2 } }""");

        var held = await cluster.UntilAsync(Resources.Deployments, "web", d => d.Number("status", "availableReplicas") == 2);

        Assert.Equal("says no", DeploymentTests.Condition(held, "Progressing").Text("message"));
        Assert.Equal("2026-01-01T00:00:00Z", DeploymentTests.Condition(held, "Progressing").Text("lastUpdateTime"));
    }

    [Fact]
    public async Task Held_ThenResumed_RollsToTheLastTemplateOnly()
    {
        await using var cluster = await ServingAsync(2);
        await cluster.PatchAsync(Resources.Deployments, "web", Hold);
        await cluster.PatchAsync(Resources.Deployments, "web", Samples.Image("app:last"));
        await cluster.UntilAsync(Resources.Deployments, "web", Seen);

        await cluster.PatchAsync(Resources.Deployments, "web", """{ "spec": { "paused": null } }""");
        await cluster.UntilAsync(Resources.Deployments, "web", d => DeploymentTests.Generation(d) == 4 && DeploymentTests.IsDone(d));

        var serving = cluster.List(Resources.ReplicaSets).Single(s => s.Number("spec", "replicas") == 2);
        Assert.Equal("app:last", serving.Objects("spec", "template", "spec", "containers").Single().Text("image"));
        Assert.Equal(2, cluster.List(Resources.ReplicaSets).Count);
    }

    [Fact]
    public async Task Held_ScaledToZeroAndBack_StartsTheNewestReplicaSetWhicheverServed()
    {
        await using var cluster = await ServingAsync(1);
        var older = cluster.List(Resources.ReplicaSets)[0].Uid();
        await MakeYoungerReplicaSetAsync(cluster);
        await cluster.PatchAsync(Resources.Deployments, "web", Hold);

        await cluster.PatchAsync(Resources.Deployments, "web", """{ "spec": { "replicas": 0 } }""");
        await cluster.UntilAsync(Resources.Deployments, "web", d => Seen(d) && d.Number("status", "replicas") is null);
        await cluster.PatchAsync(Resources.Deployments, "web", """{ "spec": { "replicas": 1 } }""");
        await cluster.UntilAsync(Resources.Deployments, "web", d => Seen(d) && d.Number("status", "availableReplicas") == 1);

        Assert.NotEqual(older, cluster.List(Resources.ReplicaSets).Single(s => s.Number("spec", "replicas") == 1).Uid());
    }

    [Fact]
    public async Task Held_WhenAPodIsDeleted_ReplacesItFromTheOldTemplate()
    {
        await using var cluster = await ServingAsync(1);
        await cluster.PatchAsync(Resources.Deployments, "web", Hold);
        var lost = cluster.List(Resources.Pods)[0];

        await cluster.DeleteAsync(Resources.Pods, lost.Name());
        var pods = await cluster.UntilAsync(Resources.Pods, all => all.Count == 1 && all[0].Uid() != lost.Uid() && PodState.IsReady(all[0]));

        Assert.Equal("app:1", pods[0].Objects("spec", "containers").Single().Text("image"));
    }

    private const string Refused = """
        {
          "status": {
            "conditions": [
              {
                "type": "Progressing", "status": "False", "reason": "ProgressDeadlineExceeded", "message": "says no",
                "lastUpdateTime": "2026-01-01T00:00:00Z", "lastTransitionTime": "2026-01-01T00:00:00Z"
              }
            ]
          }
        }
        """;

    private static bool Seen(JsonObject d) => d.Number("status", "observedGeneration") == DeploymentTests.Generation(d);

    private static async Task<ControllerCluster> ServingAsync(int replicas)
    {
        var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(replicas));
        await cluster.UntilAsync(Resources.Deployments, "web", DeploymentTests.IsDone);
        return cluster;
    }

    /// <summary>A roll forward and back, after which the older ReplicaSet serves.</summary>
    private static async Task MakeYoungerReplicaSetAsync(ControllerCluster cluster)
    {
        cluster.Time.PutForward(TimeSpan.FromSeconds(2));
        await cluster.PatchAsync(Resources.Deployments, "web", Samples.Image("app:2"));
        await cluster.UntilAsync(Resources.Deployments, "web", d => DeploymentTests.Generation(d) == 2 && DeploymentTests.IsDone(d));
        await cluster.PatchAsync(Resources.Deployments, "web", Samples.Image("app:1"));
        await cluster.UntilAsync(Resources.Deployments, "web", d => DeploymentTests.Generation(d) == 3 && DeploymentTests.IsDone(d));
    }
}
