using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Tables;

/// <summary>Deployments, ReplicaSets, Jobs and autoscalers.</summary>
internal static class WorkloadColumns
{
    public static IReadOnlyList<TableColumn> Deployments { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("Ready", o => $"{o.Number("status", "readyReplicas") ?? 0}/{o.Number("spec", "replicas") ?? 0}"),
        TableColumns.Text("Up-to-date", o => o.Number("status", "updatedReplicas") ?? 0),
        TableColumns.Text("Available", o => o.Number("status", "availableReplicas") ?? 0),
        TableColumns.Age,
        .. Containers("spec", "template", "spec"),
        TableColumns.Text("Selector", o => LabelSelector.Write(o.Object("spec", "selector")), 1),
    ];

    public static IReadOnlyList<TableColumn> ReplicaSets { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Number("Desired", o => o.Number("spec", "replicas") ?? 0),
        TableColumns.Number("Current", o => o.Number("status", "replicas") ?? 0),
        TableColumns.Number("Ready", o => o.Number("status", "readyReplicas") ?? 0),
        TableColumns.Age,
        .. Containers("spec", "template", "spec"),
        TableColumns.Text("Selector", o => LabelSelector.Write(o.Object("spec", "selector")), 1),
    ];

    public static IReadOnlyList<TableColumn> Jobs { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("Status", JobStatus),
        TableColumns.Text("Completions", o => $"{o.Number("status", "succeeded") ?? 0}/{o.Number("spec", "completions") ?? 1}"),
        new("Duration", "string", "", "Duration", 0, (o, now) => o.Text("status", "startTime") is { } start ? Ages.Since(start, now) : ""),
        TableColumns.Age,
        .. Containers("spec", "template", "spec"),
        TableColumns.Text("Selector", o => LabelSelector.Write(o.Object("spec", "selector")), 1),
    ];

    public static IReadOnlyList<TableColumn> Autoscalers { get; } =
    [
        TableColumns.Text("Reference", o => $"{o.Text("spec", "scaleTargetRef", "kind")}/{o.Text("spec", "scaleTargetRef", "name")}"),
        TableColumns.Text("Targets", _ => "<unknown>"),
        TableColumns.Text("MinPods", o => o.At("spec", "minReplicas")?.ToString() ?? "<unset>"),
        TableColumns.Text("MaxPods", o => o.Number("spec", "maxReplicas") ?? 0),
        TableColumns.Text("Replicas", o => o.Number("status", "currentReplicas") ?? 0),
    ];

    private static JsonNode JobStatus(JsonObject o) =>
        o.Objects("status", "conditions").FirstOrDefault(c => c.Text("status") == "True")?.Text("type") ?? "Running";

    private static IEnumerable<TableColumn> Containers(params string[] path) =>
    [
        TableColumns.Text("Containers", o => string.Join(',', o.Objects([.. path, "containers"]).Select(c => c.Text("name"))), 1),
        TableColumns.Text("Images", o => string.Join(',', o.Objects([.. path, "containers"]).Select(c => c.Text("image"))), 1),
    ];
}
