using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tables;

/// <summary>Events of both groups.</summary>
internal static class EventColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        new("Last Seen", "string", "", "Last Seen", 0, (o, now) => Ages.Since(Last(o), now)),
        TableColumns.Text("Type", o => o.Text("type")),
        TableColumns.Text("Reason", o => o.Text("reason")),
        TableColumns.Text("Object", Object),
        TableColumns.Text("Message", o => (o.Text("message") ?? o.Text("note"))?.Trim()),
        TableColumns.Text("Name", o => o.Name(), 1),
    ];

    private static string? Last(JsonObject o) => o.Text("series", "lastObservedTime") ?? o.Text("lastTimestamp") ?? o.Text("deprecatedLastTimestamp") ?? o.Text("eventTime");

    private static JsonNode Object(JsonObject o)
    {
        var about = o.Object("involvedObject") ?? o.Object("regarding");
        return $"{about.Text("kind")?.ToLowerInvariant()}/{about.Text("name")}";
    }
}
