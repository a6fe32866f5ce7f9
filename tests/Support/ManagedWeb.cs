using CanaryMesh.Api.Names;
using CanaryMesh.Load;
using CanaryMesh.Support.Cluster;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Support;

/// <summary>The sample app in CanaryMesh's care, under load: where an end-to-end test begins.</summary>
public sealed class ManagedWeb : IAsyncDisposable
{
    private static readonly TimeSpan OnboardsWithin = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(90);

    private ManagedWeb(TestCluster cluster, LoadGenerator load, CanaryWatch canary) => (Cluster, Load, Canary) = (cluster, load, canary);

    public TestCluster Cluster { get; }

    public LoadGenerator Load { get; }

    public CanaryWatch Canary { get; }

    public static async Task<ManagedWeb> StartAsync(string folder, CancellationToken cancel, params IReadOnlyList<string> extra)
    {
        var cluster = await TestCluster.StartAsync(folder, cancel, extra);
        try
        {
            await cluster.InstallAsync(cancel);
            await cluster.DeploySampleAsync(cancel);
            var web = new ManagedWeb(cluster, await cluster.StartLoadAsync(plan => plan, cancel), new CanaryWatch(cluster.Kubectl, "web", TimeProvider.System));
            await web.OnboardAsync(cancel);
            return web;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until no trial runs and no copy is left of one, then sets the image.</summary>
    public async Task SetVersionAsync(string version, CancellationToken cancel)
    {
        await RestAsync(cancel);
        await Cluster.Kubectl.RunAsync(cancel, "set", "image", "deploy/web", $"web={ImageMapFile.Sample}:{version}");
    }

    /// <summary>The same with a mark that makes the version a new one, however often its image was tried.</summary>
    public async Task SetNewVersionAsync(string version, string mark, CancellationToken cancel)
    {
        await RestAsync(cancel);
        await Cluster.Kubectl.RunAsync(
            cancel, "patch", "deploy", "web", "-p",
            $$$$$"""{"spec":{"template":{"metadata":{"annotations":{"test/mark":"{{{{{mark}}}}}"}},"spec":{"containers":[{"name":"web","image":"{{{{{ImageMapFile.Sample}}}}}:{{{{{version}}}}}"}]}}}}""");
    }

    /// <summary>Waits until no trial runs and no copy is left of one.</summary>
    public async Task RestAsync(CancellationToken cancel)
    {
        await Canary.UntilAsync(canary => canary.Phase is "Initialized" or "Succeeded" or "Failed", SettlesWithin, "no trial runs", cancel);
        await Eventually.TrueAsync(
            async () => (await Cluster.Kubectl.RunAsync(cancel, "get", "deploy", "web-canary", "--ignore-not-found", "-o", "name")).Length == 0,
            SettlesWithin, "no copy is left", cancel);
        Canary.Weights.Clear();
    }

    /// <summary>Waits for the verdict on a trial and gives the Canary as it then stands.</summary>
    public async Task<CanaryView> JudgedAsync(TimeSpan within, CancellationToken cancel)
    {
        await Canary.UntilAsync(canary => canary.OnTrial, within, "a version is on trial", cancel);
        await Canary.UntilAsync(canary => canary.Phase is "Succeeded" or "Failed", within, "the version on trial is judged", cancel);
        return Canary.Current;
    }

    public async ValueTask DisposeAsync()
    {
        await Canary.DisposeAsync();
        await Load.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    private async Task OnboardAsync(CancellationToken cancel)
    {
        await Cluster.Kubectl.RunAsync(
            cancel, "annotate", "deploy/web", $"{AnnotationNames.Enabled}=true", $"{AnnotationNames.Interval}=3s", $"{AnnotationNames.StepWeight}=20",
            $"{AnnotationNames.MaxWeight}=40", $"{AnnotationNames.Threshold}=2");
        await Canary.UntilAsync(canary => canary.Phase == "Initialized", OnboardsWithin, "the canary web is Initialized", cancel);
    }
}
