using System.Text.Json;
using System.Text.Json.Nodes;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>One line of a watch, parsed once.</summary>
internal sealed record WatchEvent(WatchEventKind Kind, JsonObject Object, string Version)
{
    private static readonly WatchEvent Doubt = new(WatchEventKind.Doubt, [], "");

    public static WatchEvent Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject whole ? Read(whole) : Doubt;
        }
        catch (JsonException)
        {
            return Doubt;
        }
    }

    private static WatchEvent Read(JsonObject whole)
    {
        var kind = (whole["type"] as JsonValue)?.ToString() switch
        {
            "ADDED" or "MODIFIED" => WatchEventKind.Changed,
            "DELETED" => WatchEventKind.Deleted,
            "BOOKMARK" => WatchEventKind.Bookmark,
            _ => WatchEventKind.Doubt,
        };
        if (kind == WatchEventKind.Doubt || whole["object"] is not JsonObject item)
        {
            return Doubt;
        }

        whole.Remove("object");
        return ObjectKey.MetadataText(item, "resourceVersion") is { Length: > 0 } version ? new WatchEvent(kind, item, version) : Doubt;
    }
}
