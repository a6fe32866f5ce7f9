using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>The route objects of the cluster as the watches know them, or as we have just written them: a watch may lag behind our own write,
/// and a weight that was given must not be seen as not given.</summary>
internal sealed class RouteDirectory(IReadOnlyList<IWatchCache> caches, IReadOnlyDictionary<ProviderKind, IRouteProvider> providers, TimeProvider time)
{
    // A watch that shows nothing of an object for longer shows that it is gone.
    private static readonly TimeSpan MostLag = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(KubeKind Kind, ObjectKey Key), Written> _written = new();

    /// <summary>Every cache, for those who follow changes.</summary>
    public IReadOnlyList<IWatchCache> Caches => caches;

    public IRouteProvider? Provider(ProviderKind kind) => providers.GetValueOrDefault(kind);

    /// <summary>Whether the cluster serves every kind that a provider writes.</summary>
    public bool Serves(ProviderKind kind) => Provider(kind) is { } provider && provider.Kinds.All(each => Cache(each) is { IsServed: true });

    public JsonObject? Find(KubeKind kind, ObjectKey key)
    {
        var cached = Cache(kind)?.Get(key.Namespace, key.Name);
        if (!_written.TryGetValue((kind, key), out var written))
        {
            return cached;
        }

        var isOld = cached is null ? time.GetElapsedTime(written.At) > MostLag : Uid(cached) != Uid(written.Result) || Version(cached) > Version(written.Result);
        return isOld ? cached : written.Result;
    }

    /// <summary>Time since this leader wrote an object; null if it has not.</summary>
    public TimeSpan? WrittenFor(KubeKind kind, ObjectKey key) => _written.TryGetValue((kind, key), out var written) ? time.GetElapsedTime(written.At) : null;

    /// <summary>Whether an object says what is wanted. What the API server fills in by itself differs from what was sent, once and for all.</summary>
    public bool IsWritten(KubeKind kind, ObjectKey key, JsonObject wanted, JsonObject found) =>
        RouteContent.IsSame(wanted, found)
        || (_written.TryGetValue((kind, key), out var written) && RouteContent.IsSame(written.Sent, wanted) && RouteContent.IsSame(written.Result, found));

    public void Wrote(KubeKind kind, ObjectKey key, JsonObject sent, JsonObject result) => _written[(kind, key)] = new(sent, result, time.GetTimestamp());

    public void Removed(KubeKind kind, ObjectKey key) => _written.TryRemove((kind, key), out _);

    private IWatchCache? Cache(KubeKind kind) => caches.FirstOrDefault(each => each.Kind == kind);

    private static string? Uid(JsonObject thing) => thing.Text("metadata", "uid");

    private static ulong Version(JsonObject thing) =>
        ulong.TryParse(thing.Text("metadata", "resourceVersion"), CultureInfo.InvariantCulture, out var version) ? version : 0;

    private sealed record Written(JsonObject Sent, JsonObject Result, long At);
}
