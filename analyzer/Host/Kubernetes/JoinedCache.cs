using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>One kind in several namespaces, a watch in each: the rights of a limited installation reach no further. Another namespace has
/// nothing.</summary>
internal sealed class JoinedCache : IWatchCache, IWatchRun
{
    private readonly IReadOnlyDictionary<string, WatchCache> _parts;

    private JoinedCache(KubeKind kind, IReadOnlyCollection<string> namespaces, Func<string, WatchCache> create)
    {
        Kind = kind;
        _parts = namespaces.ToDictionary(ns => ns, create, StringComparer.Ordinal);
        Synced = Task.WhenAll(_parts.Values.Select(part => part.Synced));
    }

    /// <summary>Every object of the kind, or those of the namespaces; what belongs to none is always watched whole.</summary>
    public static IWatchCache Of(KubeKind kind, IReadOnlyCollection<string> namespaces, Func<string?, WatchCache> create) =>
        kind.Namespaced && namespaces.Count > 0 ? new JoinedCache(kind, namespaces, create) : create(null);

    public event Action<WatchChange>? OnChange
    {
        add => Each(part => part.OnChange += value);
        remove => Each(part => part.OnChange -= value);
    }

    public KubeKind Kind { get; }

    public Task Synced { get; }

    public bool IsServed => _parts.Values.Any(part => part.IsServed);

    public bool IsRefused(string ns) => _parts.TryGetValue(ns, out var part) && part.IsRefused(ns);

    public TimeSpan Staleness => _parts.Values.Max(part => part.Staleness);

    public IReadOnlyList<JsonObject> All => [.. _parts.Values.SelectMany(part => part.All)];

    public JsonObject? Get(string? ns, string name) => _parts.GetValueOrDefault(ns ?? "")?.Get(ns, name);

    public IReadOnlyList<JsonObject> In(string ns) => _parts.GetValueOrDefault(ns)?.In(ns) ?? [];

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_parts.Values.Select(part => part.RunAsync(stop)));

    private void Each(Action<WatchCache> apply)
    {
        foreach (var part in _parts.Values)
        {
            apply(part);
        }
    }
}
