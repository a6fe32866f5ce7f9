using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;

namespace CanaryMesh.Analyzer.Host.Tests.Applying;

/// <summary>A cache of a world that does not move.</summary>
internal sealed class StillCache(KubeKind kind, params JsonObject[] objects) : IWatchCache
{
    public event Action<WatchChange>? OnChange
    {
        add => _ = value;
        remove => _ = value;
    }

    public KubeKind Kind => kind;

    public Task Synced => Task.CompletedTask;

    public TimeSpan Staleness => TimeSpan.Zero;

    public IReadOnlyList<JsonObject> All => objects;

    public static ClusterCaches Of(
        IEnumerable<JsonObject>? canaries = null, IEnumerable<JsonObject>? deployments = null, IEnumerable<JsonObject>? sets = null, IEnumerable<JsonObject>? pods = null, IEnumerable<JsonObject>? services = null,
        IEnumerable<JsonObject>? templates = null) => new(
        new StillCache(KubeKind.Canaries, [.. canaries ?? []]),
        new StillCache(KubeKind.Deployments, [.. deployments ?? []]),
        new StillCache(KubeKind.ReplicaSets, [.. sets ?? []]),
        new StillCache(KubeKind.Pods, [.. pods ?? []]),
        new StillCache(KubeKind.Services, [.. services ?? []]),
        new StillCache(KubeKind.Nodes),
        new StillCache(KubeKind.MetricTemplates, [.. templates ?? []]));

    public JsonObject? Get(string? ns, string name) => objects.FirstOrDefault(each => ObjectKey.Of(each) == new ObjectKey(ns ?? "", name));

    public IReadOnlyList<JsonObject> In(string ns) => [.. objects.Where(each => ObjectKey.Of(each)?.Namespace == ns)];
}
