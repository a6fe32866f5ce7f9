using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tables;

/// <summary>Nodes.</summary>
internal static class NodeColumns
{
    private const string Role = "node-role.kubernetes.io/";

    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("Status", o => o.Objects("status", "conditions").FirstOrDefault(c => c.Text("type") == "Ready")?.Text("status") == "True" ? "Ready" : "NotReady"),
        TableColumns.Text("Roles", Roles),
        TableColumns.Age,
        TableColumns.Text("Version", o => o.Text("status", "nodeInfo", "kubeletVersion")),
        TableColumns.Text("Internal-IP", o => o.Objects("status", "addresses").FirstOrDefault(a => a.Text("type") == "InternalIP")?.Text("address") ?? "<none>", 1),
        TableColumns.Text("External-IP", o => o.Objects("status", "addresses").FirstOrDefault(a => a.Text("type") == "ExternalIP")?.Text("address") ?? "<none>", 1),
        TableColumns.Text("OS-Image", o => Told(o, "osImage"), 1),
        TableColumns.Text("Kernel-Version", o => Told(o, "kernelVersion"), 1),
        TableColumns.Text("Container-Runtime", o => Told(o, "containerRuntimeVersion"), 1),
    ];

    private static string Told(JsonObject o, string what) => o.Text("status", "nodeInfo", what) is { Length: > 0 } text ? text : "<unknown>";

    private static JsonNode Roles(JsonObject o)
    {
        var roles = string.Join(',', (o.Object("metadata", "labels") ?? []).Where(p => p.Key.StartsWith(Role, StringComparison.Ordinal)).Select(p => p.Key[Role.Length..]));
        return roles.Length == 0 ? "<none>" : roles;
    }
}
