using CanaryMesh.Support.Kubernetes;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Support.Cluster;

/// <summary>The embedded cluster as a child process.</summary>
public sealed class ClusterProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private readonly ChildProcess _process;
    private readonly string _log;

    private ClusterProcess(ChildProcess process, string log, string kubeconfig, Kubectl kubectl) => (_process, _log, Kubeconfig, Kubectl) = (process, log, kubeconfig, kubectl);

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
        var log = Path.Combine(folder, "logs", "cluster.log");
        ImageMapFile.Write(images);
        File.Delete(kubeconfig);
        var process = ChildProcess.Start(
            Repository.Published("cluster", "canarymesh-cluster"),
            ["--state", Path.Combine(folder, "state"), "--images", images, "--kubeconfig", kubeconfig, .. extra],
            new Dictionary<string, string>(),
            log);
        var cluster = new ClusterProcess(process, log, kubeconfig, new Kubectl(kubeconfig, Path.Combine(folder, "state", "kubectl")));
        try
        {
            await cluster.WaitUntilReadyAsync(cancel);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The lines of its log so far.</summary>
    public IEnumerable<string> ReadLog()
    {
        using var reader = new StreamReader(new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private Task WaitUntilReadyAsync(CancellationToken cancel) => Eventually.TrueAsync(
        async () =>
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"the cluster ended: see {_log}");
            }
            return File.Exists(Kubeconfig) && (await Kubectl.TryAsync(cancel, "get", "--raw", "/readyz")).ExitCode == 0;
        },
        StartsWithin,
        "the cluster answers",
        cancel);
}
