using System.Globalization;
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
        new("Duration", "string", "", "Duration", 0, (o, now) => Duration(o, now)),
        TableColumns.Age,
        .. Containers("spec", "template", "spec"),
        TableColumns.Text("Selector", o => LabelSelector.Write(o.Object("spec", "selector")), 1),
    ];

    public static IReadOnlyList<TableColumn> Autoscalers { get; } =
    [
        TableColumns.Text("Reference", o => $"{o.Text("spec", "scaleTargetRef", "kind")}/{o.Text("spec", "scaleTargetRef", "name")}"),
        TableColumns.Text("Targets", o => Targets(o)),
        TableColumns.Text("MinPods", o => o.At("spec", "minReplicas")?.ToString() ?? "<unset>"),
        TableColumns.Text("MaxPods", o => o.Number("spec", "maxReplicas") ?? 0),
        TableColumns.Text("Replicas", o => o.Number("status", "currentReplicas") ?? 0),
    ];

    private static JsonNode JobStatus(JsonObject o)
    {
        HashSet<string?> held = [.. o.Objects("status", "conditions").Where(c => c.Text("status") == "True").Select(c => c.Text("type"))];
        return ((string[])["Complete", "Failed"]).FirstOrDefault(held.Contains) ?? (o.BeingDeleted() ? "Terminating"
            : ((string[])["Suspended", "FailureTarget", "SuccessCriteriaMet"]).FirstOrDefault(held.Contains) ?? "Running");
    }

    private static string Duration(JsonObject o, DateTimeOffset now)
    {
        var end = o.Text("status", "completionTime") is { } done ? DateTimeOffset.Parse(done, CultureInfo.InvariantCulture) : now;
        return o.Text("status", "startTime") is { } start ? Ages.Since(start, end) : "";
    }

    private static string Targets(JsonObject o)
    {
        var told = o.Objects("spec", "metrics").Where(m => m.Text("type") == "Resource").Select(m =>
            m.Number("resource", "target", "averageUtilization") is { } percent ? $"{m.Text("resource", "name")}: <unknown>/{percent}%" : $"{m.Text("resource", "name")}: <unknown>/{m.Text("resource", "target", "averageValue")}");
        return string.Join(", ", told) is { Length: > 0 } all ? all : "<none>";
    }

    public static IEnumerable<TableColumn> Containers(params string[] path) =>
    [
        TableColumns.Text("Containers", o => string.Join(',', o.Objects([.. path, "containers"]).Select(c => c.Text("name"))), 1),
        TableColumns.Text("Images", o => string.Join(',', o.Objects([.. path, "containers"]).Select(c => c.Text("image"))), 1),
    ];
}
