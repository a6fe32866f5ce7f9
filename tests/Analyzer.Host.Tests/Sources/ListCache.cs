using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;

namespace CanaryMesh.Analyzer.Host.Tests.Sources;

/// <summary>A cache of what is in a list now.</summary>
internal sealed class ListCache(List<JsonObject> objects, KubeKind? kind = null) : IWatchCache
{
    public event Action<WatchChange>? OnChange
    {
        add => _ = value;
        remove => _ = value;
    }

    public KubeKind Kind => kind ?? KubeKind.MetricTemplates;

    public Task Synced => Task.CompletedTask;

    public TimeSpan Staleness => TimeSpan.Zero;

    public IReadOnlyList<JsonObject> All => objects;

    public JsonObject? Get(string? ns, string name) => objects.FirstOrDefault(each => ObjectKey.Of(each) == new ObjectKey(ns ?? "", name));

    public IReadOnlyList<JsonObject> In(string ns) => [.. objects.Where(each => ObjectKey.Of(each)?.Namespace == ns)];
}
