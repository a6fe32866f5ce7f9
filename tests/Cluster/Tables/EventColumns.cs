using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tables;

/// <summary>Events of both groups.</summary>
internal static class EventColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        new("Last Seen", "string", "", "Last Seen", 0, (o, now) => Ages.Since(Last(o), now)),
        TableColumns.Text("Type", o => o.Text("type") ?? ""),
        TableColumns.Text("Reason", o => o.Text("reason") ?? ""),
        TableColumns.Text("Object", Object),
        TableColumns.Text("Subobject", o => (o.Text("involvedObject", "fieldPath") ?? o.Text("regarding", "fieldPath")) ?? "", 1),
        TableColumns.Text("Source", Source, 1),
        TableColumns.Text("Message", o => (o.Text("message") ?? o.Text("note"))?.Trim() ?? ""),
        new("First Seen", "string", "", "First Seen", 1, (o, now) => Ages.Since(o.Text("firstTimestamp") ?? o.Text("deprecatedFirstTimestamp") ?? o.Text("eventTime"), now)),
        TableColumns.Text("Count", Count, 1),
        TableColumns.Text("Name", o => o.Name(), 1),
    ];

    private static string? Last(JsonObject o) => o.Text("series", "lastObservedTime") ?? o.Text("lastTimestamp") ?? o.Text("deprecatedLastTimestamp") ?? o.Text("eventTime");

    private static JsonNode Object(JsonObject o)
    {
        var about = o.Object("involvedObject") ?? o.Object("regarding");
        return about.Text("name") is { Length: > 0 } name ? $"{about.Text("kind")?.ToLowerInvariant()}/{name}" : about.Text("kind")?.ToLowerInvariant() ?? "";
    }

    private static JsonNode Source(JsonObject o)
    {
        var (component, host) = (o.Text("source", "component") ?? o.Text("deprecatedSource", "component"), o.Text("source", "host") ?? o.Text("deprecatedSource", "host"));
        component = component is { Length: > 0 } ? component : o.Text("reportingComponent") ?? o.Text("reportingController");
        host = host is { Length: > 0 } ? host : o.Text("reportingInstance");
        return string.Join(", ", ((string?[])[component, host]).Where(p => p is { Length: > 0 }));
    }

    private static JsonNode Count(JsonObject o) =>
        o.Number("series", "count") ?? (o.Number("count") ?? o.Number("deprecatedCount")) switch { null or 0 => 1, var count => count.Value };
}
