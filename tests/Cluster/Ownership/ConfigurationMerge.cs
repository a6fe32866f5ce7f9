using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Schemas;

namespace CanaryMesh.Cluster.Ownership;

/// <summary>Merges an applied configuration into the live object.</summary>
internal static class ConfigurationMerge
{
    public static JsonObject Merge(JsonObject live, JsonObject configuration, FieldType? type)
    {
        var merged = live.Copy();
        foreach (var (name, value) in configuration)
        {
            var child = Shapes.Child(type, name);
            merged[name] = Value(merged[name], value, child);
        }

        return merged;
    }

    private static JsonNode? Value(JsonNode? live, JsonNode? wanted, FieldType? type) => (live, wanted) switch
    {
        (JsonObject l, JsonObject w) when type is not { Atomic: true } => Merge(l, w, type),
        (JsonArray l, JsonArray w) when type is { Shape: FieldShape.List, Rule: not ListRule.Atomic } => List(l, w, type),
        _ => wanted.CopyNode(),
    };

    /// <summary>The configuration's elements in its order, the live object's others where they stood.</summary>
    private static JsonArray List(JsonArray live, JsonArray wanted, FieldType type)
    {
        var merged = new JsonArray();
        var next = 0;
        var names = wanted.Select(w => ListItems.Element(w, type)).ToList();
        foreach (var item in live)
        {
            if (!names.Contains(ListItems.Element(item, type)))
            {
                merged.Add(item.CopyNode());
                continue;
            }

            if (next < wanted.Count)
            {
                merged.Add(Item(live, wanted[next++], type));
            }
        }

        while (next < wanted.Count)
        {
            merged.Add(Item(live, wanted[next++], type));
        }

        return merged;
    }

    private static JsonNode? Item(JsonArray live, JsonNode? wanted, FieldType type)
    {
        var name = ListItems.Element(wanted, type);
        var before = live.FirstOrDefault(l => ListItems.Element(l, type) == name);
        return before is JsonObject l && wanted is JsonObject w ? Merge(l, w, type.Element) : wanted.CopyNode();
    }
}
