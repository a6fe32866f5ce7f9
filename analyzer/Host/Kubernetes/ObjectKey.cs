using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Namespace (empty for what belongs to none) and name of an object.</summary>
internal readonly record struct ObjectKey(string Namespace, string Name)
{
    public static ObjectKey? Of(JsonObject item) =>
        MetadataText(item, "name") is { Length: > 0 } name ? new ObjectKey(MetadataText(item, "namespace") ?? "", name) : null;

    public static string? MetadataText(JsonObject item, string field) =>
        (item["metadata"] as JsonObject)?[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
