using CanaryMesh.Api.Names;
using CanaryMesh.Load;
using CanaryMesh.Support.Cluster;
using CanaryMesh.Support.Kubernetes;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Support;

/// <summary>The sample app in CanaryMesh's care, under load, in a namespace of its own: where an end-to-end test begins.</summary>
public sealed class ManagedWeb : IAsyncDisposable
{
    private static readonly TimeSpan OnboardsWithin = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(180);
    private readonly bool _ownsCluster;

    private ManagedWeb(TestCluster cluster, bool ownsCluster, Kubectl kubectl, LoadGenerator load)
    {
        (Cluster, _ownsCluster, Kubectl, Load) = (cluster, ownsCluster, kubectl, load);
        Canary = new CanaryWatch(kubectl, "web", TimeProvider.System);
    }

    public TestCluster Cluster { get; }

    /// <summary>In the app's namespace.</summary>
    public Kubectl Kubectl { get; }

    public LoadGenerator Load { get; }

    public CanaryWatch Canary { get; }

    /// <summary>A cluster with CanaryMesh and one managed app, which end with it.</summary>
    public static async Task<ManagedWeb> StartAsync(string folder, CancellationToken cancel, params IReadOnlyList<string> extra)
    {
        var cluster = await TestCluster.StartAsync(folder, cancel, extra);
        try
        {
            await cluster.InstallAsync(cancel);
            var web = await DeployAsync(cluster, cluster.Kubectl, true, plan => plan, cancel);
            await web.OnboardAsync(cancel);
            return web;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more managed app in a cluster that has CanaryMesh.</summary>
    public static async Task<ManagedWeb> AddAsync(TestCluster cluster, string @namespace, CancellationToken cancel)
    {
        var web = await AddPlainAsync(cluster, @namespace, plan => plan, cancel);
        await web.OnboardAsync(cancel);
        return web;
    }

    /// <summary>The app under load, not in our care yet.</summary>
    public static async Task<ManagedWeb> AddPlainAsync(TestCluster cluster, string @namespace, Func<LoadPlan, LoadPlan> change, CancellationToken cancel)
    {
        await cluster.Kubectl.RunAsync(cancel, "create", "namespace", @namespace);
        return await DeployAsync(cluster, cluster.Kubectl.In(@namespace), false, change, cancel);
    }

    /// <summary>Annotates the app and waits until it is in our care.</summary>
    public Task OnboardAsync(CancellationToken cancel) => StartGate.AppAsync(
        async () =>
        {
            await AnnotateAsync(cancel);
            await Canary.UntilAsync(canary => canary.Phase == "Initialized", OnboardsWithin, $"the canary web in {Kubectl.Namespace} is Initialized", cancel);
            return Canary.Current;
        },
        cancel);

    public Task AnnotateAsync(CancellationToken cancel) => Kubectl.RunAsync(
        cancel, "annotate", "deploy/web", $"{AnnotationNames.Enabled}=true", $"{AnnotationNames.Interval}=3s", $"{AnnotationNames.StepWeight}=20",
        $"{AnnotationNames.MaxWeight}=40", $"{AnnotationNames.Threshold}=2");

    /// <summary>Waits until no trial runs and no copy is left of one, then sets the image.</summary>
    public async Task SetVersionAsync(string version, CancellationToken cancel)
    {
        await RestAsync(cancel);
        await Kubectl.RunAsync(cancel, "set", "image", "deploy/web", $"web={ImageMapFile.Sample}:{version}");
    }

    /// <summary>The same with a mark that makes the version a new one, however often its image was tried. Again until it is admitted: while
    /// the webhook is away no new version is.</summary>
    public async Task SetNewVersionAsync(string version, string mark, CancellationToken cancel)
    {
        await RestAsync(cancel);
        var patch = $$$$$"""{"spec":{"template":{"metadata":{"annotations":{"test/mark":"{{{{{mark}}}}}"}},"spec":{"containers":[{"name":"web","image":"{{{{{ImageMapFile.Sample}}}}}:{{{{{version}}}}}"}]}}}}""";
        await Eventually.TrueAsync(
            async () => (await Kubectl.TryAsync(cancel, "patch", "deploy", "web", "-p", patch)).ExitCode == 0, SettlesWithin, "a new version is admitted", cancel);
    }

    /// <summary>Waits until no trial runs and no copy is left of one.</summary>
    public async Task RestAsync(CancellationToken cancel)
    {
        await Canary.UntilAsync(canary => canary.Phase is "Initialized" or "Succeeded" or "Failed", SettlesWithin, "no trial runs", cancel);
        await Eventually.TrueAsync(
            async () => (await Kubectl.RunAsync(cancel, "get", "deploy", "web-canary", "--ignore-not-found", "-o", "name")).Length == 0,
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
        if (_ownsCluster)
        {
            await Cluster.DisposeAsync();
        }
        else
        {
            await Cluster.Kubectl.RunAsync(CancellationToken.None, "delete", "namespace", Namespace(), "--ignore-not-found", "--wait=false");
        }
    }

    private string Namespace() => Kubectl.Namespace ?? throw new InvalidOperationException("an app in a shared cluster has a namespace");

    private static async Task<ManagedWeb> DeployAsync(
        TestCluster cluster, Kubectl kubectl, bool ownsCluster, Func<LoadPlan, LoadPlan> change, CancellationToken cancel)
    {
        await TestCluster.DeploySampleAsync(kubectl, cancel);
        return new ManagedWeb(cluster, ownsCluster, kubectl, await TestCluster.StartLoadAsync(kubectl, change, cancel));
    }
}
