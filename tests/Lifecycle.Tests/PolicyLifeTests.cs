using CanaryMesh.Api.Names;
using CanaryMesh.EndToEnd.Tests;
using CanaryMesh.EndToEnd.Tests.Phases;
using CanaryMesh.Support;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>The hold as a policy of the API server: beside the webhook, and where the webhook is away.</summary>
public sealed class PolicyLifeTests
{
    private const string First = "sample/web:1";
    private const string Good = InstalledApps.OnTrial;
    private const string HeldByPolicy = "policy";

    [Fact]
    public async Task VersionsHeldByThePolicy_WithTheWebhookAndWithout_AreJudgedAndLoseNothing()
    {
        await using var cluster = await TestCluster.StartAsync(Folders.Of("lifecycle-policy"), CancellationToken.None);
        await cluster.InstallAsync("admission-policy", CancellationToken.None);
        var apps = await Task.WhenAll(new[] { "beside", "alone" }.Select(async each =>
            await PhasedApp.OfAsync(await ManagedWeb.AddPlainAsync(cluster, each, LifeLoad.Plan, CancellationToken.None))));
        await Task.WhenAll(apps.Select(each => each.OnboardAsync()));
        var (beside, alone) = (apps[0], apps[1]);
        await beside.Target.SetImageAsync(Good);
        Assert.NotEqual(HeldByPolicy, await HeldAsync(beside));
        await beside.Target.PromotedAsync(Good);

        await ScaleAsync(cluster, 0);
        await alone.Target.SetImageAsync(Good);
        Assert.Equal(HeldByPolicy, await HeldAsync(alone));
        await alone.ReasonAsync("PodsNotInjected");
        Assert.All(await alone.Target.ImagesAsync(), image => Assert.Equal(First, image));
        await ScaleAsync(cluster, 1);
        await alone.Target.PromotedAsync(Good);
        await LifeLoad.GoalAsync([.. apps.Select(each => each.Target.Web.Load)]);

        Assert.All(apps, app => Assert.Equal("", app.Faults()));
        await Task.WhenAll(apps.Select(each => each.DisposeAsync().AsTask()));
    }

    private static Task<string> HeldAsync(PhasedApp app) =>
        app.Target.RunAsync("get", "deploy", "web", "-o", $"jsonpath={{.metadata.annotations.{AnnotationNames.Held.Replace(".", "\\.", StringComparison.Ordinal)}}}");

    private static async Task ScaleAsync(TestCluster cluster, int replicas)
    {
        await cluster.Kubectl.RunAsync(CancellationToken.None, "-n", Installation.Namespace, "scale", $"deploy/{Installation.Webhook}", $"--replicas={replicas}");
        await cluster.Kubectl.RunAsync(CancellationToken.None, "-n", Installation.Namespace, "rollout", "status", $"deploy/{Installation.Webhook}", "--timeout=90s");
        await Eventually.TrueAsync(() => cluster.Processes(Installation.Webhook).Count == replicas, PhasedApp.Within, "the webhooks run", CancellationToken.None);
    }
}
