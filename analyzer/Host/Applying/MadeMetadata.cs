using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Labels and annotations that spec.service asks for on a Service of ours. Those that it calls unmanaged are written when the Service
/// is made and left to others from then on.</summary>
internal sealed record MadeMetadata(ServiceMetadata? Asked, UnmanagedMetadata? Unmanaged)
{
    /// <summary>All of them, on a Service that is not there yet; what stands there already is ours.</summary>
    public void Put(JsonObject metadata)
    {
        Put(metadata, "labels", Asked?.Labels);
        Put(metadata, "annotations", Asked?.Annotations);
    }

    /// <summary>Whether a Service that is there has those that are managed.</summary>
    public bool IsOn(JsonObject service) =>
        Kept(Asked?.Labels, Unmanaged?.Labels).All(pair => service.Label(pair.Key) == pair.Value)
        && Kept(Asked?.Annotations, Unmanaged?.Annotations).All(pair => service.Annotation(pair.Key) == pair.Value);

    /// <summary>What is written to a Service that is there.</summary>
    public JsonObject Patch() => new()
    {
        ["labels"] = Texts(Kept(Asked?.Labels, Unmanaged?.Labels)),
        ["annotations"] = Texts(Kept(Asked?.Annotations, Unmanaged?.Annotations)),
    };

    private static IEnumerable<KeyValuePair<string, string>> Kept(IReadOnlyDictionary<string, string>? asked, IReadOnlyList<string>? unmanaged) =>
        (asked ?? new Dictionary<string, string>()).Where(pair => !IsReserved(pair.Key) && unmanaged?.Contains(pair.Key) is not true);

    // Admission refuses them; it may have been away.
    private static bool IsReserved(string key) => key == OurLabels.ManagedBy || key.StartsWith(AnnotationNames.Prefix, StringComparison.Ordinal);

    private static void Put(JsonObject metadata, string name, IReadOnlyDictionary<string, string>? asked)
    {
        if (asked is not { Count: > 0 })
        {
            return;
        }

        var texts = Texts(asked.Where(pair => !IsReserved(pair.Key)));
        foreach (var (key, value) in metadata[name] as JsonObject ?? [])
        {
            texts[key] = value?.DeepClone();
        }

        metadata[name] = texts;
    }

    private static JsonObject Texts(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
