using System.Collections.Immutable;
using System.Text.Json;
using CanaryMesh.Mesh.Reading;

namespace CanaryMesh.Mesh.Watching;

/// <summary>All objects that are followed, at one moment.</summary>
internal sealed record ClusterObjects
{
    private static readonly ImmutableDictionary<string, JsonElement> None = ImmutableDictionary.Create<string, JsonElement>(StringComparer.Ordinal);
    private ImmutableDictionary<MeshKind, ImmutableDictionary<string, JsonElement>> _kinds = [];

    public static ClusterObjects Empty { get; } = new();

    public IEnumerable<JsonElement> Of(MeshKind kind) => Kind(kind).Values;

    public JsonElement? Find(MeshKind kind, string key) => Kind(kind).TryGetValue(key, out var found) ? found : null;

    public ClusterObjects With(MeshKind kind, JsonElement item) => this with { _kinds = _kinds.SetItem(kind, Kind(kind).SetItem(item.Key(), item)) };

    public ClusterObjects Without(MeshKind kind, JsonElement item) => this with { _kinds = _kinds.SetItem(kind, Kind(kind).Remove(item.Key())) };

    public ClusterObjects Replaced(MeshKind kind, IEnumerable<JsonElement> items) =>
        this with { _kinds = _kinds.SetItem(kind, None.AddRange(items.Select(item => KeyValuePair.Create(item.Key(), item)))) };

    private ImmutableDictionary<string, JsonElement> Kind(MeshKind kind) => _kinds.GetValueOrDefault(kind, None);
}
