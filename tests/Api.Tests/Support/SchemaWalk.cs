using System.Text.Json.Nodes;

namespace CanaryMesh.Api.Tests.Support;

internal static class SchemaWalk
{
    /// <summary>Every node that describes a value, by path.</summary>
    public static IEnumerable<KeyValuePair<string, JsonObject>> Nodes(JsonNode schema, string path = "") =>
    [
        new(path, schema.AsObject()),
        .. (schema["properties"]?.AsObject() ?? []).SelectMany(each => Nodes(each.Value!, $"{path}.{each.Key}")),
        .. schema["items"] is { } item ? Nodes(item, path + "[]") : [],
        .. schema["additionalProperties"] is JsonObject values ? Nodes(values, path + ".*") : [],
    ];

    /// <summary>Every schema under oneOf, anyOf and not, at any depth, by the path of the value it is about.</summary>
    public static IEnumerable<KeyValuePair<string, JsonObject>> Branches(JsonNode schema) =>
        Nodes(schema).SelectMany(node => BranchesOf(node.Value).Select(branch => KeyValuePair.Create(node.Key, branch)));

    private static IEnumerable<JsonObject> BranchesOf(JsonObject node)
    {
        JsonNode?[] own = [.. node["oneOf"]?.AsArray() ?? [], .. node["anyOf"]?.AsArray() ?? [], node["not"]];
        return own.OfType<JsonObject>().SelectMany(branch => Nodes(branch).Select(each => each.Value)
            .SelectMany(each => BranchesOf(each).Prepend(each)));
    }
}
