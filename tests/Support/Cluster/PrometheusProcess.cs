using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Support.Kubernetes;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Support.Cluster;

/// <summary>A real Prometheus that scrapes the cluster's pods every second.</summary>
public sealed class PrometheusProcess : IAsyncDisposable
{
    private const string ConfigurationName = "prometheus.yml";
    private const string BesideName = "beside.json";
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private readonly string _folder;
    private readonly List<Uri> _beside = [];
    private ChildProcess? _process;
    private int _starts;

    private PrometheusProcess(string folder, Uri address, Kubectl kubectl, string targets)
    {
        (_folder, Address) = (folder, address);
        _following = FollowPodsAsync(kubectl, targets, _stop.Token);
    }

    public Uri Address { get; }

    private string State => StateOf(_folder);

    /// <summary>Listens on one address, which the analyzer's pods must reach.</summary>
    public static PrometheusProcess Start(string folder, Kubectl kubectl, IPAddress listen)
    {
        var state = Directory.CreateDirectory(StateOf(folder)).FullName;
        var targets = Path.Combine(state, "targets.json");
        File.WriteAllText(targets, "[]");
        File.WriteAllText(Path.Combine(state, BesideName), "[]");
        File.WriteAllText(Path.Combine(state, ConfigurationName), Configuration(targets, Path.Combine(state, BesideName)));
        var prometheus = new PrometheusProcess(folder, new Uri($"http://{listen}:{FreePort.Take()}"), kubectl, targets);
        prometheus.StartServer();
        return prometheus;
    }

    /// <summary>Scrapes one more exporter beside the cluster, whose series keep the labels they come with.</summary>
    public void ScrapeBeside(Uri exporter)
    {
        lock (_beside)
        {
            _beside.Add(exporter);
            var targets = new JsonArray([.. _beside.Select(each => (JsonNode)each.Authority)]);
            WriteWhole(Path.Combine(State, BesideName), new JsonArray(new JsonObject { ["targets"] = targets }).ToJsonString());
        }
    }

    /// <summary>The server alone, at its address and with its samples; the pods are followed all the while.</summary>
    public void StartServer() => _process ??= ChildProcess.Start(
        Repository.Tool("prometheus"),
        [$"--config.file={Path.Combine(State, ConfigurationName)}", $"--storage.tsdb.path={Path.Combine(State, "tsdb")}", $"--web.listen-address={Address.Authority}"],
        new Dictionary<string, string>(),
        Path.Combine(_folder, "logs", $"prometheus-{++_starts}.log"));

    public async Task StopServerAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
        {
            await process.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        await StopServerAsync();
        _stop.Dispose();
    }

    private static string StateOf(string folder) => Path.Combine(folder, "prometheus");

    private static string Configuration(string targets, string beside) => $"""
        global:
          scrape_interval: 1s
          scrape_timeout: 1s
        scrape_configs:
          - job_name: pods
            file_sd_configs:
              - files: ["{targets}"]
                refresh_interval: 5s
          - job_name: beside
            honor_labels: true
            file_sd_configs:
              - files: ["{beside}"]
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
