using CanaryMesh.Api.Names;
using CanaryMesh.EndToEnd.Tests;
using CanaryMesh.EndToEnd.Tests.Phases;
using CanaryMesh.EndToEnd.Tests.Uninstall;
using CanaryMesh.Support;

namespace CanaryMesh.Lifecycle.Tests;

/// <summary>A cluster of its own with CanaryMesh, an app at rest and an app with a version on trial, both under load.</summary>
internal sealed class InstalledApps : IAsyncDisposable
{
    public const string OnTrial = "sample/web:6";
    private static readonly string[] Marks = [AnnotationNames.Managed, AnnotationNames.Plan, AnnotationNames.Status];
    private readonly TestCluster _cluster;

    private InstalledApps(TestCluster cluster, PhasedApp resting, PhasedApp trial) => (_cluster, Resting, Trial) = (cluster, resting, trial);

    public PhasedApp Resting { get; }

    public PhasedApp Trial { get; }

    public static async Task<InstalledApps> StartAsync(string name)
    {
        var cluster = await TestCluster.StartAsync(Folders.Of($"lifecycle-{name}"), CancellationToken.None);
        await cluster.InstallAsync(CancellationToken.None);
        var apps = await Task.WhenAll(new[] { "resting", "trial" }.Select(async each =>
            await PhasedApp.OfAsync(await ManagedWeb.AddPlainAsync(cluster, each, LifeLoad.Plan, CancellationToken.None))));
        await Task.WhenAll(apps[0].OnboardAsync(), OnboardAsync(apps[1]));
        return new InstalledApps(cluster, apps[0], apps[1]);
    }

    public Task<string> RunAsync(params string[] arguments) => _cluster.Kubectl.RunAsync(CancellationToken.None, arguments);

    /// <summary>Another image of one of our processes, rolled out.</summary>
    public async Task UpgradeAsync(string part, string tag)
    {
        var image = $"{part.Replace('-', '/')}:{tag}";
        await RunAsync("-n", Installation.Namespace, "set", "image", $"deploy/{part}", $"*={image}");
        await RolledAsync(part);
    }

    /// <summary>Settings first, as an apply of the manifests does, then the processes.</summary>
    public async Task UpgradeAllAsync(string tag)
    {
        await RunAsync("-n", Installation.Namespace, "patch", "configmap", "canarymesh", "-p", $$$"""{"data":{"proxy-image":"{{{ProxyImage(tag)}}}"}}""");
        await UpgradeAsync(Installation.Webhook, tag);
        await UpgradeAsync(Installation.Analyzer, tag);
    }

    public Task<string> RolledAsync(string part) => RunAsync("-n", Installation.Namespace, "rollout", "status", $"deploy/{part}", "--timeout=180s");

    /// <summary>Brings the proxy of this tag to both apps.</summary>
    public Task RestartAsync(string tag) => BothAsync(async app =>
    {
        await app.Target.RunAsync("rollout", "restart", "deploy/web");
        await app.Target.RunAsync("rollout", "status", "deploy/web", "--timeout=180s");
        var pods = (await app.PodsAsync()).Where(pod => pod["metadata"]!["deletionTimestamp"] is null);
        Assert.All(pods, pod => Assert.Equal(ProxyImage(tag), (string?)pod["spec"]!["initContainers"]![0]!["image"]));
    });

    public async Task KillAsync(string part) => Assert.NotEqual(0, await _cluster.SignalAsync(part, "KILL", CancellationToken.None));

    public Task PromotedAsync() => Trial.Target.PromotedAsync(OnTrial);

    /// <summary>Waits until both targets are the teams' alone, and so are their pods.</summary>
    public Task UnmanagedAsync() => BothAsync(app => app.Target.UntilAsync(
        async () => await app.Target.RunAsync("get", "deploy,pods", "-o", "yaml") is var all && !Marks.Any(mark => all.Contains(mark, StringComparison.Ordinal)),
        "nothing is managed"));

    /// <summary>By the plugin alone; ends with nothing of ours on either app.</summary>
    public async Task UninstallAsync()
    {
        await new Plugin(_cluster.Kubeconfig).RunAsync("uninstall", "--yes", "--save", Path.Combine(_cluster.Folder, "saved.yaml"), "--timeout", "180s");
        await UnmanagedAsync();
        Assert.Equal("", (await RunAsync("get", "mutatingwebhookconfigurations,validatingwebhookconfigurations,canaries", "-A", "-o", "name")).Trim());
    }

    public Task InitializedAsync() => BothAsync(app => app.Target.UntilAsync(
        async () => (await app.Target.RunAsync("get", "canary", "web", "--ignore-not-found", "-o", "jsonpath={.status.phase}")) == "Initialized", "a new Canary is Initialized"));

    public async ValueTask DisposeAsync()
    {
        await Resting.DisposeAsync();
        await Trial.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private Task BothAsync(Func<PhasedApp, Task> doAsync) => Task.WhenAll(doAsync(Resting), doAsync(Trial));

    private static string ProxyImage(string tag) => $"canarymesh/proxy:{tag}";

    private static async Task OnboardAsync(PhasedApp app)
    {
        await app.OnboardAsync();
        await app.Target.SetIntervalAsync("8s");
        await app.Target.SetImageAsync(OnTrial);
        await app.ServesItsShareAsync();
    }
}
