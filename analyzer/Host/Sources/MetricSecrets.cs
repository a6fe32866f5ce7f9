using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>Secrets that MetricTemplates name, read by name from beside them when they are needed, and kept for a few seconds: neither listed
/// nor watched.</summary>
internal sealed class MetricSecrets(IKubeApi api, TimeProvider time)
{
    private const int Most = 256;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly string[] NotForOthers = ["kubernetes.io/service-account-token", "bootstrap.kubernetes.io/token"];
    private readonly ConcurrentDictionary<(string Namespace, string Name), (DateTimeOffset At, KubeResult Result)> _read = [];

    /// <summary>Its texts by key, or why it cannot be used.</summary>
    public async Task<(IReadOnlyDictionary<string, string>? Texts, string? Fault)> ReadAsync(string ns, string name, CancellationToken cancellation)
    {
        var result = await GetAsync(ns, name, cancellation);
        return result switch
        {
            { NotFound: true } => (null, $"Secret {ns}/{name} does not exist"),
            { Ok: false } => (null, $"Secret {ns}/{name} could not be read: {result.Reason}"),
            _ when NotForOthers.Contains(result.Object.Text("type")) => (null, $"Secret {ns}/{name} is a token of the cluster's own, which is shown to nobody"),
            _ => (Texts(result.Object!), null),
        };
    }

    private async Task<KubeResult> GetAsync(string ns, string name, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_read.TryGetValue((ns, name), out var known) && now - known.At < Fresh)
        {
            return known.Result;
        }

        var result = await api.GetAsync(KubeKind.Secrets, ns, name, cancellation);
        if (_read.Count > Most)
        {
            _read.Clear();
        }

        if (result.Ok)
        {
            _read[(ns, name)] = (now, result);
        }

        return result;
    }

    private static Dictionary<string, string> Texts(JsonObject secret)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in secret["data"] as JsonObject ?? [])
        {
            var bytes = new byte[value.Text()?.Length ?? 0];
            if (value.Text() is { } coded && Convert.TryFromBase64String(coded, bytes, out var length))
            {
                texts[key] = Encoding.UTF8.GetString(bytes, 0, length);
            }
        }

        return texts;
    }
}
