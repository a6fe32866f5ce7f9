using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tables;

/// <summary>Services and EndpointSlices.</summary>
internal static class ServiceColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("Type", o => o.Text("spec", "type")),
        TableColumns.Text("Cluster-IP", o => o.Text("spec", "clusterIP") is { Length: > 0 } ip ? ip : "<none>"),
        TableColumns.Text("External-IP", External),
        TableColumns.Text("Port(s)", Ports),
        TableColumns.Age,
        TableColumns.Text("Selector", Selector, 1),
    ];

    public static IReadOnlyList<TableColumn> Slices { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("AddressType", o => o.Text("addressType")),
        TableColumns.Text("Ports", o => Joined(o.Objects("ports").Select(p => p.At("port")?.ToString() ?? "*"))),
        TableColumns.Text("Endpoints", o => Joined(o.Objects("endpoints").SelectMany(e => e.Array("addresses") ?? []).Select(a => a.Text() ?? ""))),
        TableColumns.Age,
    ];

    private static JsonNode External(JsonObject o) => o.Text("spec", "type") switch
    {
        "ExternalName" => o.Text("spec", "externalName") ?? "<none>",
        "LoadBalancer" => "<pending>",
        _ => "<none>",
    };

    private static JsonNode Ports(JsonObject o) => Joined(o.Objects("spec", "ports").Select(p =>
        p.Number("nodePort") is > 0 and var node ? $"{p.Number("port")}:{node}/{p.Text("protocol")}" : $"{p.Number("port")}/{p.Text("protocol")}"));

    private static JsonNode Selector(JsonObject o) => Joined((o.Object("spec", "selector") ?? []).Select(p => $"{p.Key}={p.Value.Text()}").Order(StringComparer.Ordinal));

    private static string Joined(IEnumerable<string> parts)
    {
        var all = parts.ToList();
        return all.Count == 0 ? "<none>" : all.Count > 3 && all[0].Contains('.', StringComparison.Ordinal) ? $"{string.Join(',', all.Take(3))} + {all.Count - 3} more..." : string.Join(',', all);
    }
}
