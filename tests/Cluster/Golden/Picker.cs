using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>Reads what a pointer names.</summary>
internal static class Picker
{
    public static JsonNode? Pick(JsonNode? node, string pointer)
    {
        var brace = pointer.IndexOf("/{", StringComparison.Ordinal);
        var path = brace < 0 ? pointer : pointer[..brace];
        var parts = path.Split('/').Skip(1).ToArray();
        return Walk(node, parts, brace < 0 ? null : pointer[(brace + 2)..^1].Split(',')).CopyNode();
    }

    private static JsonNode? Walk(JsonNode? node, ReadOnlySpan<string> parts, string[]? fields)
    {
        if (parts.Length == 0)
        {
            return fields is null || node is null ? node : Fields(node, fields);
        }

        var (head, rest) = (parts[0], parts[1..].ToArray());
        if (head == "*")
        {
            return node is JsonArray all ? new JsonArray([.. all.Select(e => Walk(e, rest, fields).CopyNode())]) : null;
        }

        return Walk(Step(node, head), rest, fields);
    }

    private static JsonNode? Step(JsonNode? node, string part)
    {
        var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        if (name is ['[', .. var inner, ']'] && inner.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
        {
            return (node as JsonArray)?.FirstOrDefault(e => e is JsonObject o && o[inner[..at]]?.ToString() == inner[(at + 1)..]);
        }

        return node switch
        {
            JsonObject o => o[name],
            JsonArray a when int.TryParse(name, out var i) && i < a.Count => a[i],
            _ => null,
        };
    }

    private static JsonObject Fields(JsonNode node, string[] fields)
    {
        var picked = new JsonObject();
        foreach (var field in fields)
        {
            picked[field] = Walk(node, field.Split('/'), null).CopyNode();
        }

        return picked;
    }
}
