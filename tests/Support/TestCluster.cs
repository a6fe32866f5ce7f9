using System.Net;
using CanaryMesh.Api.Names;
using CanaryMesh.Load;
using CanaryMesh.Support.Cluster;
using CanaryMesh.Support.Kubernetes;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Support;

/// <summary>An embedded cluster with Prometheus beside it, driven by kubectl alone.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private const string Patience = "--timeout=90s";
    private readonly ClusterProcess? _embedded;
    private readonly PrometheusProcess _prometheus;

    private TestCluster(string folder, ClusterProcess? embedded, Kubectl kubectl, string kubeconfig, IPAddress here)
    {
        (Folder, _embedded, Kubectl, Kubeconfig) = (folder, embedded, kubectl, kubeconfig);
        _prometheus = PrometheusProcess.Start(folder, kubectl, here);
    }

    public string Folder { get; }

    public Kubectl Kubectl { get; }

    public string Kubeconfig { get; }

    public Uri Prometheus => _prometheus.Address;

    /// <summary>Starts in an emptied folder, which keeps the logs afterwards. A real cluster is not started, only used, if one is asked for.</summary>
    public static async Task<TestCluster> StartAsync(string folder, CancellationToken cancel, params IReadOnlyList<string> extra)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        if (RealCluster.Kubeconfig is { } kubeconfig)
        {
            var kubectl = new Kubectl(kubeconfig, Path.Combine(folder, "kubectl"));
            return new TestCluster(folder, null, kubectl, kubeconfig, await HereAsync(kubectl, cancel));
        }
        var embedded = await StartGate.ClusterAsync(() => ClusterProcess.StartAsync(folder, cancel, extra), cancel);
        return new TestCluster(folder, embedded, embedded.Kubectl, embedded.Kubeconfig, IPAddress.Loopback);
    }

    public Task InstallAsync(CancellationToken cancel) =>
        StartGate.ClusterAsync(() => InstallNowAsync(InstalledOverlay.Write(Folder, _prometheus.Address), cancel), cancel);

    /// <summary>By one of the shipped overlays, e.g. namespaced.</summary>
    public Task InstallAsync(string overlay, CancellationToken cancel) =>
        StartGate.ClusterAsync(() => InstallNowAsync(InstalledOverlay.WriteOn(overlay, Folder, _prometheus.Address), cancel), cancel);

    /// <summary>Two replicas of version 1 behind the Service web of one namespace, ready.</summary>
    public static Task DeploySampleAsync(Kubectl kubectl, CancellationToken cancel) => StartGate.AppAsync(() => DeployNowAsync(kubectl, cancel), cancel);

    /// <summary>Requests to one Service of a namespace, until disposed of.</summary>
    public static async Task<LoadGenerator> StartLoadAsync(Kubectl kubectl, Func<LoadPlan, LoadPlan> change, CancellationToken cancel, string name = "web")
    {
        var service = await kubectl.GetAsync(cancel, "service", name);
        var address = new IPEndPoint(IPAddress.Parse((string)service["spec"]!["clusterIP"]!), (int)service["spec"]!["ports"]![0]!["port"]!);
        var load = new LoadGenerator(change(new LoadPlan(address, name)), TimeProvider.System);
        load.Start();
        return load;
    }

    /// <summary>Prometheus scrapes one more exporter beside the cluster, whose series keep the labels they come with.</summary>
    public void ScrapeBeside(Uri exporter) => _prometheus.ScrapeBeside(exporter);

    public Task StopPrometheusAsync() => _prometheus.StopServerAsync();

    public void StartPrometheus() => _prometheus.StartServer();

    /// <summary>The API server alone goes away or comes back; pods, Services and controllers go on.</summary>
    public Task SetApiServerAsync(bool answers, CancellationToken cancel) => SignalAsync("canarymesh-cluster", answers ? "USR2" : "USR1", cancel);

    /// <summary>What the embedded cluster says of calls to webhooks that failed, oldest first; of webhooks with a text in their name.</summary>
    public IReadOnlyList<string> FailedCalls(string webhook) => _embedded is null
        ? []
        : [.. _embedded.ReadLog().Where(line => line.Contains("failed calling webhook \"" + webhook, StringComparison.Ordinal))];

    /// <summary>Every running process of a published executable.</summary>
    public IReadOnlyList<int> Processes(string executable) => ProcessTree.Below(Embedded.ProcessId, executable);

    /// <summary>Sends a signal, e.g. KILL or STOP, to every running process of a published executable.</summary>
    public async Task<int> SignalAsync(string executable, string signal, CancellationToken cancel)
    {
        var processes = Processes(executable);
        foreach (var process in processes)
        {
            await ProcessTree.SignalAsync(process, signal, cancel);
        }
        return processes.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _prometheus.DisposeAsync();
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }

    private ClusterProcess Embedded => _embedded ?? throw new InvalidOperationException("only the embedded cluster's processes are ours to signal");

    private async Task<string> InstallNowAsync(string overlay, CancellationToken cancel)
    {
        await Kubectl.RunAsync(cancel, "apply", "-k", overlay);
        await Kubectl.RunAsync(cancel, "-n", Installation.Namespace, "rollout", "status", $"deploy/{Installation.Webhook}", Patience);
        return await Kubectl.RunAsync(cancel, "-n", Installation.Namespace, "rollout", "status", $"deploy/{Installation.Analyzer}", Patience);
    }

    private static async Task<string> DeployNowAsync(Kubectl kubectl, CancellationToken cancel)
    {
        await kubectl.RunAsync(cancel, "apply", "-f", Path.Combine(Repository.Root, "tests", "SampleApp", "sample.yaml"));
        return await kubectl.RunAsync(cancel, "rollout", "status", "deploy/web", Patience);
    }

    private static async Task<IPAddress> HereAsync(Kubectl kubectl, CancellationToken cancel) => RealCluster.AddressTowards(await kubectl.RunAsync(
        cancel, "get", "nodes", "-o", """jsonpath={.items[0].status.addresses[?(@.type=="InternalIP")].address}"""));
}
