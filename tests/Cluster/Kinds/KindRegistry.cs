using System.Collections.Concurrent;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>The kinds that are served now: the built-in ones and those that definitions add.</summary>
internal sealed class KindRegistry
{
    private readonly ConcurrentDictionary<(string Group, string Version, string Plural), ResourceKind> served = new();

    public KindRegistry(IEnumerable<ResourceKind> builtIn)
    {
        foreach (var kind in builtIn)
        {
            Add(kind);
        }
    }

    public IEnumerable<ResourceKind> All => served.Values;

    public void Add(ResourceKind kind) => served[(kind.Group, kind.Version, kind.Plural)] = kind;

    public void Remove(ResourceKind kind) => served.TryRemove((kind.Group, kind.Version, kind.Plural), out _);

    public ResourceKind? Find(string group, string version, string plural) => served.GetValueOrDefault((group, version, plural));

    /// <summary>The kind in the version that clients are told to prefer.</summary>
    public ResourceKind? Preferred(GroupResource resource) =>
        served.Values.Where(k => k.Group == resource.Group && k.Plural == resource.Resource).OrderByDescending(k => k.Version, VersionOrder.Instance).FirstOrDefault();

    public ResourceKind? ByKind(string group, string version, string kind) =>
        served.Values.FirstOrDefault(k => k.Group == group && k.Version == version && k.Kind == kind);
}
