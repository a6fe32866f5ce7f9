using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>Publishes the oldest kubelet's minor in the settings ConfigMap: an old kubelet runs a native sidecar as an ordinary init
/// container and its pod hangs for ever.</summary>
internal sealed class NodeReport(ClusterCaches caches, IKubeApi api, Surroundings where, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken stop)
    {
        string? published = null;
        while (!stop.IsCancellationRequested)
        {
            var oldest = Oldest(caches.Nodes.All.Select(node => node.Text("status", "nodeInfo", "kubeletVersion")));
            if (oldest is not null && oldest != published)
            {
                var patch = new JsonObject { ["data"] = new JsonObject { [Installation.Settings.OldestNodeMinor] = oldest } };
                var result = await api.PatchAsync(KubeKind.ConfigMaps, where.Namespace, Installation.ConfigMap, PatchKind.Merge, patch, null, stop);
                published = result.Ok ? oldest : published;
            }

            await Task.Delay(Pace, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>v1.36.2, v1.29.8-gke.1 → 29; null if none is readable.</summary>
    internal static string? Oldest(IEnumerable<string?> versions) => versions
        .Select(version => version?.TrimStart('v').Split('.'))
        .Select(parts => parts is { Length: > 1 } && int.TryParse(parts[1].TrimEnd('+'), CultureInfo.InvariantCulture, out var minor) ? minor : (int?)null)
        .Min()?.ToString(CultureInfo.InvariantCulture);
}
