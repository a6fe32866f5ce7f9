using System.Text.Json.Nodes;

namespace CanaryMesh.Api.Templates;

/// <summary>Reads raw Kubernetes objects without assuming that a member has the type it should have.</summary>
public static class JsonReading
{
    /// <summary>The value at a path of member names, or null if any part of the way is missing or no object.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    /// <summary>The text at a path, or null.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The whole number at a path, or null.</summary>
    public static int? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>Whether there is a true at a path.</summary>
    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>The objects of the list at a path.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The annotation's value, or null.</summary>
    public static string? Annotation(this JsonNode? thing, string name) => thing.Text("metadata", "annotations", name);

    /// <summary>The label's value, or null.</summary>
    public static string? Label(this JsonNode? thing, string name) => thing.Text("metadata", "labels", name);

    /// <summary>The member object, made if it is missing or null.</summary>
    public static JsonObject Within(this JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            child = [];
            parent[name] = child;
        }

        return child;
    }

    /// <summary>The member list, made if it is missing or null.</summary>
    public static JsonArray ListWithin(this JsonObject parent, string name)
    {
        if (parent[name] is not JsonArray child)
        {
            child = [];
            parent[name] = child;
        }

        return child;
    }
}
