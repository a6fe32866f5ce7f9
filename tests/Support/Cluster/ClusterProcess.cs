using CanaryMesh.Support.Kubernetes;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Support.Cluster;

/// <summary>The embedded cluster as a child process.</summary>
public sealed class ClusterProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private readonly ChildProcess _process;

    private ClusterProcess(ChildProcess process, string kubeconfig, Kubectl kubectl) => (_process, Kubeconfig, Kubectl) = (process, kubeconfig, kubectl);

    public string Kubeconfig { get; }

    public Kubectl Kubectl { get; }

    /// <summary>Every process of the cluster is below this one.</summary>
    public int ProcessId => _process.GuardId;

    /// <summary>Starts it in a folder, which gets kubeconfig, state/ and logs/, and waits until it answers.</summary>
    public static async Task<ClusterProcess> StartAsync(string folder, CancellationToken cancel, params IReadOnlyList<string> extra)
    {
        Directory.CreateDirectory(folder);
        var images = Path.Combine(folder, "images.json");
        var kubeconfig = Path.Combine(folder, "kubeconfig");
        ImageMapFile.Write(images);
        File.Delete(kubeconfig);
        var process = ChildProcess.Start(
            Repository.Published("cluster", "canarymesh-cluster"),
            ["--state", Path.Combine(folder, "state"), "--images", images, "--kubeconfig", kubeconfig, .. extra],
            new Dictionary<string, string>(),
            Path.Combine(folder, "logs", "cluster.log"));
        var cluster = new ClusterProcess(process, kubeconfig, new Kubectl(kubeconfig, Path.Combine(folder, "state", "kubectl")));
        try
        {
            await cluster.WaitUntilReadyAsync(folder, cancel);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private Task WaitUntilReadyAsync(string folder, CancellationToken cancel) => Eventually.TrueAsync(
        async () =>
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"the cluster ended: see {Path.Combine(folder, "logs", "cluster.log")}");
            }
            return File.Exists(Kubeconfig) && (await Kubectl.TryAsync(cancel, "get", "--raw", "/readyz")).ExitCode == 0;
        },
        StartsWithin,
        "the cluster answers",
        cancel);
}
