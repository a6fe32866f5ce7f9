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
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);
    private readonly ClusterProcess _cluster;
    private readonly PrometheusProcess _prometheus;

    private TestCluster(string folder, ClusterProcess cluster, PrometheusProcess prometheus) => (Folder, _cluster, _prometheus) = (folder, cluster, prometheus);

    public string Folder { get; }

    public Kubectl Kubectl => _cluster.Kubectl;

    public string Kubeconfig => _cluster.Kubeconfig;

    /// <summary>Starts in an emptied folder, which keeps the logs afterwards.</summary>
    public static async Task<TestCluster> StartAsync(string folder, CancellationToken cancel, params IReadOnlyList<string> extra)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        var cluster = await ClusterProcess.StartAsync(folder, cancel, extra);
        return new TestCluster(folder, cluster, PrometheusProcess.Start(folder, cluster.Kubectl));
    }

    public async Task InstallAsync(CancellationToken cancel)
    {
        var overlay = InstalledOverlay.Write(Folder, _prometheus.Address);
        await Kubectl.RunAsync(cancel, "apply", "-k", overlay);
        foreach (var deployment in new[] { Installation.Webhook, Installation.Analyzer })
        {
            await Kubectl.RunAsync(
                cancel, "-n", Installation.Namespace, "rollout", "status", $"deploy/{deployment}", $"--timeout={StartsWithin.TotalSeconds:0}s");
        }
    }

    /// <summary>Two replicas of version 1 behind the Service web of one namespace, ready.</summary>
    public static async Task DeploySampleAsync(Kubectl kubectl, CancellationToken cancel)
    {
        await kubectl.RunAsync(cancel, "apply", "-f", Path.Combine(Repository.Root, "tests", "SampleApp", "sample.yaml"));
        await kubectl.RunAsync(cancel, "rollout", "status", "deploy/web", $"--timeout={StartsWithin.TotalSeconds:0}s");
    }

    /// <summary>Requests to the Service web of one namespace, until disposed of.</summary>
    public static async Task<LoadGenerator> StartLoadAsync(Kubectl kubectl, Func<LoadPlan, LoadPlan> change, CancellationToken cancel)
    {
        var service = await kubectl.GetAsync(cancel, "service", "web");
        var address = new IPEndPoint(IPAddress.Parse((string)service["spec"]!["clusterIP"]!), (int)service["spec"]!["ports"]![0]!["port"]!);
        var load = new LoadGenerator(change(new LoadPlan(address, "web")), TimeProvider.System);
        load.Start();
        return load;
    }

    public Task StopPrometheusAsync() => _prometheus.StopServerAsync();

    public void StartPrometheus() => _prometheus.StartServer();

    /// <summary>The API server alone goes away or comes back; pods, Services and controllers go on.</summary>
    public Task SetApiServerAsync(bool answers, CancellationToken cancel) => SignalAsync("canarymesh-cluster", answers ? "USR2" : "USR1", cancel);

    /// <summary>Every running process of a published executable.</summary>
    public IReadOnlyList<int> Processes(string executable) => ProcessTree.Below(_cluster.ProcessId, executable);

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
        await _cluster.DisposeAsync();
    }
}
