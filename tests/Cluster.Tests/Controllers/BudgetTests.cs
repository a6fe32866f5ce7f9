using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Disruption;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(""" "minAvailable": 3 """, 0, 3)]
    [InlineData(""" "minAvailable": 1 """, 2, 1)]
    [InlineData(""" "minAvailable": "50%" """, 1, 2)]
    [InlineData(""" "maxUnavailable": "34%" """, 2, 1)]
    [InlineData(""" "maxUnavailable": 0 """, 0, 3)]
    public async Task Budget_OfThreeReadyPods_AllowsWhatItSays(string wish, int allowed, int desired)
    {
        await using var cluster = await ControllerCluster.StartAsync();
        await cluster.CreateAsync(Resources.Deployments, Samples.Deployment(3));
        await cluster.UntilAsync(Resources.Deployments, "web", DeploymentTests.IsDone);

        await cluster.CreateAsync(Resources.Budgets, Budget(wish));
        var counted = await cluster.UntilAsync(Resources.Budgets, "b", b => b.Number("status", "currentHealthy") == 3);

        Assert.Equal((allowed, desired), ((int?)counted.Number("status", "disruptionsAllowed"), (int?)counted.Number("status", "desiredHealthy")));
        Assert.Equal(allowed > 0 ? "SufficientPods" : "InsufficientPods", counted.Objects("status", "conditions").Single().Text("reason"));
    }

    [Fact]
    public void Status_WithoutPods_AllowsNothing() => Assert.Equal(0, new BudgetStatus(0, 0, 0, []).Allowed);

    private static JsonObject Budget(string wish) => Samples.Parse($$$"""
        {
          "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": { "name": "b" },
          "spec": { {{{wish}}}, "selector": { "matchLabels": { "app": "web" } } }
        }
        """);
}
