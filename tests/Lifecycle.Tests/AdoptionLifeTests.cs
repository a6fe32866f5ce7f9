using CanaryMesh.EndToEnd.Tests;
using CanaryMesh.EndToEnd.Tests.Uninstall;
using CanaryMesh.Support;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>A target that Flagger left, taken over while its primary serves.</summary>
public sealed class AdoptionLifeTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task TargetOfFlagger_AdoptedUnderLoad_LosesNothing()
    {
        await using var cluster = await TestCluster.StartAsync(Folders.Of("lifecycle-adopted"), CancellationToken.None);
        await cluster.InstallAsync(CancellationToken.None);
        await using var app = await FlaggerApp.StartAsync(cluster, LifeLoad.Plan);
        await new Plugin(cluster.Kubeconfig).RunAsync("adopt", "web", "-n", FlaggerApp.Namespace);
        await Eventually.TrueAsync(
            async () => await app.Kubectl.RunAsync(CancellationToken.None, "get", "canary", "web", "-o", "jsonpath={.status.phase}") == "Initialized",
            Within, "the adopted target is in our care", CancellationToken.None);
        await LifeLoad.GoalAsync(app.Load);

        var counts = app.Load.Counts.Snapshot();
        Assert.True((counts.Lost, counts.Failed) == (0, 0), $"{counts.Lost} lost, {counts.Failed} failed: {string.Join("; ", counts.FirstLost.Take(5))}");
        Assert.Equal("deployment.apps/web", (await app.Kubectl.RunAsync(CancellationToken.None, "get", "deployments", "-o", "name")).Trim());
    }
}
