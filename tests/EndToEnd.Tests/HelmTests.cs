using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using CanaryMesh.Support.Cluster;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Both charts, elsewhere than in the namespace that the manifests name.</summary>
public sealed class HelmTests : IAsyncLifetime
{
    private const string Elsewhere = "istio-system";

    private static readonly string[] Values =
        ["--set", "allowLoopback=true,proxy.appHost=pod,proxy.nativeSidecar=true,leaderElection.replicaCount=1,webhook.replicaCount=1"];

    private readonly string _folder = Folders.Of("helm");
    private ClusterProcess? _cluster;

    public async Task InitializeAsync()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        _cluster = await StartGate.ClusterAsync(() => ClusterProcess.StartAsync(_folder, CancellationToken.None), CancellationToken.None);
    }

    [EmbeddedFact("nothing is installed before")]
    public async Task Charts_InstalledUpgradedRolledBackAndUninstalled_AreReadyEachTimeAndLeaveTheCustomResourcesAlone()
    {
        await Task.WhenAll(
            LifeAsync("canarymesh", "canarymesh", Elsewhere, "scrapeInterval=1s,leaderElection.replicaCount=2"),
            LifeAsync("loadtester", "flagger-loadtester", "test", "cmd.enabled=true"));

        Assert.Equal("", await NamesAsync("deployments,services,configmaps,serviceaccounts,roles,rolebindings", "-n", Elsewhere, "-l", "app.kubernetes.io/managed-by=Helm"));
        Assert.Equal("", await NamesAsync("mutatingwebhookconfigurations,validatingwebhookconfigurations"));
        Assert.Contains("canaries.flagger.app", await NamesAsync("customresourcedefinitions"), StringComparison.Ordinal);
        // The hook gave the target back before its analyzer went.
        Assert.Equal("", await NamesAsync("canaries", "-A"));
        Assert.Equal("", await NamesAsync("jobs,serviceaccounts,clusterroles,clusterrolebindings", "-A", "--field-selector", "metadata.name=canarymesh-uninstall"));
        Assert.DoesNotContain(AnnotationNames.Prefix, await _cluster!.Kubectl.RunAsync(CancellationToken.None, "get", "deploy/web", "-o", "jsonpath={.metadata.annotations}{.spec.template}"), StringComparison.Ordinal);
    }

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    private async Task LifeAsync(string chart, string release, string ns, string change)
    {
        var folder = Path.Combine(Repository.Manifests, "charts", chart);
        string[] own = chart == "canarymesh" ? Values : [];
        await HelmAsync(ns, ["upgrade", "--install", release, folder, "--create-namespace", .. own]);
        await HelmAsync(ns, ["upgrade", release, folder, .. own, "--set", change]);
        await HelmAsync(ns, ["rollback", release, "1"]);
        if (chart == "canarymesh")
        {
            await OnboardAsync();
        }

        await HelmAsync(ns, ["uninstall", release]);
    }

    // Admission is asked and trusted under the Service's name in this namespace, or nothing would be injected.
    private async Task OnboardAsync()
    {
        await TestCluster.DeploySampleAsync(_cluster!.Kubectl, CancellationToken.None);
        await _cluster.Kubectl.RunAsync(CancellationToken.None, "annotate", "deploy/web", $"{AnnotationNames.Enabled}=true");
        await WaitAsync("Initialized", "canary/web", "jsonpath={.status.phase}");
    }

    private Task WaitAsync(string expected, string what, string output) => Eventually.TrueAsync(
        async () => await _cluster!.Kubectl.TryAsync(CancellationToken.None, "get", what, "-o", output) is { ExitCode: 0 } found && found.Output.Trim() == expected,
        TimeSpan.FromSeconds(90),
        $"{what} shows '{expected}'",
        CancellationToken.None);

    private async Task HelmAsync(string ns, IReadOnlyList<string> words)
    {
        var surroundings = new[] { "HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME" }.ToDictionary(name => name, _ => Path.Combine(_folder, "helm"));
        surroundings["KUBECONFIG"] = _cluster!.Kubeconfig;
        (await Command.RunAsync(Repository.Tool("helm"), [.. words, "-n", ns, "--wait", "--timeout", "120s"], surroundings, null, CancellationToken.None)).EnsureSuccess();
    }

    private async Task<string> NamesAsync(params string[] words) => (await _cluster!.Kubectl.RunAsync(CancellationToken.None, ["get", .. words, "-o", "name"])).Trim();
}
