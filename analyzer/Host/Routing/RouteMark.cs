using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>The annotation by which a route object of ours is known, version 1: what we wrote last, so that the edit of another is seen.</summary>
internal sealed record RouteMark
{
    [JsonPropertyName("v")]
    public int V { get; init; } = 1;

    /// <summary>The split as the provider spells it.</summary>
    [JsonPropertyName("split")]
    public required string Split { get; init; }

    /// <summary>The Services of the primary and of the version on trial, by which our rules are known.</summary>
    [JsonPropertyName("sides")]
    public required IReadOnlyList<string> Sides { get; init; }

    /// <summary>By list or map of the object: the entries of it that are ours and not of whoever wrote it before.</summary>
    [JsonPropertyName("added")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Added { get; init; } = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    public IReadOnlyList<string> AddedTo(string list) => Added.TryGetValue(list, out var entries) ? entries : [];

    public string ToJson() => JsonSerializer.Serialize(this, RouteJson.Default.RouteMark);

    /// <summary>The mark of an object; null if it has none of version 1.</summary>
    public static RouteMark? Of(JsonObject? existing)
    {
        try
        {
            var mark = existing.Annotation(AnnotationNames.Route) is { } text ? JsonSerializer.Deserialize(text, RouteJson.Default.RouteMark) : null;
            return mark is { V: 1, Split: not null, Sides: [_, _], Added: not null } ? mark : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
