using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Ownership;

/// <summary>The paths in which two objects differ.</summary>
internal sealed class FieldChanges
{
    private FieldChanges()
    {
    }

    /// <summary>Added or given another value.</summary>
    public HashSet<string> Written { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Removed { get; } = new(StringComparer.Ordinal);

    public static FieldChanges Between(JsonObject? old, JsonObject changed, FieldType type)
    {
        var changes = new FieldChanges();
        changes.Compare(old, changed, type, "", exists: true);
        return changes;
    }

    /// <summary>exists: the container is always there in the real type, so it is not written by whoever writes into it.</summary>
    private void Compare(JsonNode? old, JsonNode? now, FieldType? type, string path, bool exists)
    {
        if (JsonAccess.Same(old, now))
        {
            return;
        }

        var container = now is JsonArray or JsonObject || (now is null && old is JsonArray or JsonObject);
        if (!container || Whole(old, now, type))
        {
            Mark(old, now, path);
            return;
        }

        if (old is null && !exists)
        {
            Written.Add(path);
        }
        else if (now is null && path.Length > 0)
        {
            Removed.Add(path);
        }

        if ((old ?? now) is JsonArray)
        {
            Items(old as JsonArray ?? [], now as JsonArray ?? [], type!, path);
            return;
        }

        var (before, after) = (old as JsonObject ?? [], now as JsonObject ?? []);
        foreach (var name in before.Select(p => p.Key).Union(after.Select(p => p.Key)).ToList())
        {
            var child = Shapes.Child(type, name);
            var always = child is { Always: true } or { Shape: FieldShape.List, OmitZero: false } && type is { Shape: FieldShape.Struct } && !name.StartsWith('$');
            Compare(before[name], after[name], child, FieldPaths.Join(path, "f:" + name), always || name == "metadata");
        }
    }

    private static bool Whole(JsonNode? old, JsonNode? now, FieldType? type) =>
        type is { Atomic: true }
        || (now ?? old) is JsonArray && type is not { Shape: FieldShape.List, Rule: not ListRule.Atomic }
        || (old is not null && now is not null && old.GetValueKind() != now.GetValueKind())
        || (now is JsonObject { Count: 0 } && old is null);

    private void Mark(JsonNode? old, JsonNode? now, string path)
    {
        if (now is null)
        {
            Removed.Add(path);
        }
        else if (old is null || !JsonAccess.Same(old, now))
        {
            Written.Add(path);
        }
    }

    private void Items(JsonArray old, JsonArray now, FieldType type, string path)
    {
        foreach (var item in now)
        {
            var element = ListItems.Element(item, type);
            var before = old.FirstOrDefault(o => ListItems.Element(o, type) == element);
            Compare(before, item, type.Element, FieldPaths.Join(path, element), exists: false);
        }

        foreach (var gone in old.Where(o => now.All(n => ListItems.Element(n, type) != ListItems.Element(o, type))))
        {
            Compare(gone, null, type.Element, FieldPaths.Join(path, ListItems.Element(gone, type)), exists: false);
        }
    }
}
