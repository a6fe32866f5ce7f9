using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>All kinds there are now: the built-in ones and those of established definitions.</summary>
internal sealed class KindCatalog
{
    private readonly ConcurrentDictionary<GroupResource, KnownKind> kinds = new();

    public KindCatalog()
    {
        foreach (var kind in BuiltInKinds.All(() => new SequentialAddresses()).Where(k => !k.Fleeting && k.Storage == k.Resource))
        {
            Add(new KnownKind(kind.Resource, kind.Kind, kind.Namespaced));
        }
    }

    public IEnumerable<KnownKind> All => kinds.Values;

    public void Add(KnownKind kind) => kinds[kind.Resource] = kind;

    public void Remove(KnownKind kind) => kinds.TryRemove(kind.Resource, out _);

    public KnownKind? Find(GroupResource resource) => kinds.GetValueOrDefault(resource);

    /// <summary>The kind that a reference names; its version is of no matter.</summary>
    public KnownKind? Find(string? apiVersion, string? kind)
    {
        var group = apiVersion is not null && apiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? apiVersion[..slash] : "";
        return kinds.Values.FirstOrDefault(k => k.Resource.Group == group && k.Kind == kind);
    }

    public static KnownKind? Defined(JsonObject definition)
    {
        var established = definition.Objects("status", "conditions").Any(c => c.Text("type") == "Established" && c.Text("status") == "True");
        var names = definition.Object("spec", "names");
        return established && names.Text("plural") is { } plural && names.Text("kind") is { } kind
            ? new KnownKind(new GroupResource(definition.Text("spec", "group") ?? "", plural), kind, definition.Text("spec", "scope") != "Cluster")
            : null;
    }
}
