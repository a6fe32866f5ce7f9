using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>What an adopted object was, version 1. Saved once, with the first write, and never over itself.</summary>
internal sealed record RouteOriginal
{
    [JsonPropertyName("v")]
    public int V { get; init; } = 1;

    [JsonPropertyName("spec")]
    public required JsonObject Spec { get; init; }

    [JsonPropertyName("labels")]
    public JsonObject Labels { get; init; } = [];

    /// <summary>Annotations but for kubectl's copy of the object.</summary>
    [JsonPropertyName("annotations")]
    public JsonObject Annotations { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, RouteJson.Default.RouteOriginal);

    /// <summary>What is saved of an object that is not ours yet.</summary>
    public static RouteOriginal Save(JsonObject found)
    {
        var annotations = Copy(found.At("metadata", "annotations"));
        annotations.Remove("kubectl.kubernetes.io/last-applied-configuration");
        return new() { Spec = Copy(found.At("spec")), Labels = Copy(found.At("metadata", "labels")), Annotations = annotations };
    }

    /// <summary>What an object was before it was adopted; null if we made it.</summary>
    public static RouteOriginal? Of(JsonObject? existing)
    {
        try
        {
            var original = existing.Annotation(AnnotationNames.RouteOriginal) is { } text ? JsonSerializer.Deserialize(text, RouteJson.Default.RouteOriginal) : null;
            return original is { V: 1, Spec: not null, Labels: not null, Annotations: not null } ? original : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Copy(JsonNode? from) => from?.DeepClone() as JsonObject ?? [];
}
