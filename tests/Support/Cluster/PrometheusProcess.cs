using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Support.Kubernetes;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Support.Cluster;

/// <summary>A real Prometheus that scrapes the cluster's pods every second.</summary>
public sealed class PrometheusProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;

    private PrometheusProcess(ChildProcess process, Uri address, Kubectl kubectl, string targets)
    {
        (_process, Address) = (process, address);
        _following = FollowPodsAsync(kubectl, targets, _stop.Token);
    }

    public Uri Address { get; }

    /// <summary>Listens on one address, which the analyzer's pods must reach.</summary>
    public static PrometheusProcess Start(string folder, Kubectl kubectl, IPAddress listen)
    {
        var state = Directory.CreateDirectory(Path.Combine(folder, "prometheus")).FullName;
        var targets = Path.Combine(state, "targets.json");
        var configuration = Path.Combine(state, "prometheus.yml");
        File.WriteAllText(targets, "[]");
        File.WriteAllText(configuration, Configuration(targets));
        var address = new Uri($"http://{listen}:{FreePort.Take()}");
        var process = ChildProcess.Start(
            Repository.Tool("prometheus"),
            [$"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(state, "tsdb")}", $"--web.listen-address={address.Authority}"],
            new Dictionary<string, string>(),
            Path.Combine(folder, "logs", "prometheus.log"));
        return new PrometheusProcess(process, address, kubectl, targets);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        await _process.DisposeAsync();
        _stop.Dispose();
    }

    private static string Configuration(string targets) => $"""
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
          - job_name: pods
            file_sd_configs:
              - files: ["{targets}"]
                refresh_interval: 5s
        """;

    private static async Task FollowPodsAsync(Kubectl kubectl, string targets, CancellationToken cancel)
    {
        Dictionary<string, JsonObject> pods = [];
        while (!cancel.IsCancellationRequested)
        {
            await foreach (var change in kubectl.WatchAsync(["pods", "--all-namespaces", "--output-watch-events"], cancel))
            {
                Apply(pods, change);
                WriteWhole(targets, ScrapeTargets.From(pods.Values).ToJsonString());
            }
            // The watch ended: the next one lists anew.
            pods.Clear();
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(1), cancel));
        }
    }

    private static void Apply(Dictionary<string, JsonObject> pods, JsonObject change)
    {
        var pod = change["object"]!.AsObject();
        var key = $"{pod["metadata"]!["namespace"]}/{pod["metadata"]!["name"]}";
        if ((string?)change["type"] == "DELETED")
        {
            pods.Remove(key);
        }
        else
        {
            pods[key] = pod;
        }
    }

    private static void WriteWhole(string path, string text)
    {
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }
}
