using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>What a cache knows at one instant. Every step makes a new one and says what changed.</summary>
internal sealed record WatchSnapshot(ImmutableDictionary<string, ImmutableDictionary<string, JsonObject>> ByNamespace)
{
    public static WatchSnapshot Empty { get; } =
        new(ImmutableDictionary.Create<string, ImmutableDictionary<string, JsonObject>>(StringComparer.Ordinal));

    public JsonObject? Get(ObjectKey key) => In(key.Namespace).GetValueOrDefault(key.Name);

    public ImmutableDictionary<string, JsonObject> In(string ns) =>
        ByNamespace.GetValueOrDefault(ns) ?? ImmutableDictionary.Create<string, JsonObject>(StringComparer.Ordinal);

    /// <summary>One event of a stream. Null if the object has no name.</summary>
    public (WatchSnapshot Next, IReadOnlyList<WatchChange> Changes)? With(JsonObject item, bool deleted)
    {
        if (ObjectKey.Of(item) is not { } key)
        {
            return null;
        }

        var changes = Compare(Get(key), deleted ? null : item, item);
        var next = deleted ? In(key.Namespace).Remove(key.Name) : In(key.Namespace).SetItem(key.Name, item);
        return (Set(key.Namespace, next), changes);
    }

    /// <summary>A whole list takes the place of what was known; what it does not name was deleted while nobody looked.</summary>
    public (WatchSnapshot Next, IReadOnlyList<WatchChange> Changes) Replace(IEnumerable<JsonObject> items)
    {
        var next = Empty;
        var changes = new List<WatchChange>();
        foreach (var item in items)
        {
            if (ObjectKey.Of(item) is { } key)
            {
                next = next.Set(key.Namespace, next.In(key.Namespace).SetItem(key.Name, item));
                changes.AddRange(Compare(Get(key), item, item));
            }
        }

        foreach (var old in ByNamespace.Values.SelectMany(names => names.Values))
        {
            if (ObjectKey.Of(old) is { } key && next.Get(key) is null)
            {
                changes.Add(new WatchChange(WatchChangeType.Deleted, old, null));
            }
        }

        return (next, changes);
    }

    private static IReadOnlyList<WatchChange> Compare(JsonObject? old, JsonObject? @new, JsonObject last) => (old, @new) switch
    {
        (null, null) => [],
        (null, _) => [new WatchChange(WatchChangeType.Added, null, @new)],
        (_, null) => [new WatchChange(WatchChangeType.Deleted, last, null)],
        _ when Text(old, "uid") != Text(@new, "uid") =>
            [new WatchChange(WatchChangeType.Deleted, old, null), new WatchChange(WatchChangeType.Added, null, @new)],
        _ when Text(old, "resourceVersion") == Text(@new, "resourceVersion") => [],
        _ => [new WatchChange(WatchChangeType.Modified, old, @new)],
    };

    private static string? Text(JsonObject item, string field) => ObjectKey.MetadataText(item, field);

    private WatchSnapshot Set(string ns, ImmutableDictionary<string, JsonObject> names) =>
        new(names.IsEmpty ? ByNamespace.Remove(ns) : ByNamespace.SetItem(ns, names));
}
