using System.Text.Json;
using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Json;

/// <summary>Reading and copying JSON trees; a wrong type on the way reads as absent.</summary>
internal static class JsonAccess
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var segment in path)
        {
            node = node is JsonObject o && o.TryGetPropertyValue(segment, out var next) ? next : null;
        }

        return node;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue v && v.GetValueKind() == JsonValueKind.String ? v.GetValue<string>() : null;

    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue v && v.GetValueKind() == JsonValueKind.Number ? AsLong(v) : null;

    public static bool? Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue v ? v.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        } : null;

    public static JsonObject? Object(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject;

    public static JsonArray? Array(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonArray;

    public static IEnumerable<JsonObject> Objects(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.Array(path)?.OfType<JsonObject>() ?? [];

    public static JsonObject Ensure(this JsonObject node, params ReadOnlySpan<string> path)
    {
        foreach (var segment in path)
        {
            if (node[segment] is not JsonObject next)
            {
                next = [];
                node[segment] = next;
            }

            node = next;
        }

        return node;
    }

    /// <summary>A copy with nothing left to be parsed lazily, so that many threads may read it.</summary>
    public static JsonObject Copy(this JsonObject node)
    {
        var copy = new JsonObject();
        foreach (var (key, value) in node)
        {
            copy[key] = value.CopyNode();
        }

        return copy;
    }

    public static JsonNode? CopyNode(this JsonNode? node) => node switch
    {
        null => null,
        JsonObject o => o.Copy(),
        JsonArray a => new JsonArray([.. a.Select(CopyNode)]),
        _ => node.DeepClone(),
    };

    public static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);

    private static long AsLong(JsonValue value)
    {
        if (value.TryGetValue<long>(out var l))
        {
            return l;
        }

        if (value.TryGetValue<int>(out var i))
        {
            return i;
        }

        return value.TryGetValue<double>(out var d) ? (long)d : 0;
    }
}
