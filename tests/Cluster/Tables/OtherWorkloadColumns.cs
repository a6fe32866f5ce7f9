using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Tables;

/// <summary>DaemonSets, StatefulSets, CronJobs, Ingresses, claims and Endpoints.</summary>
internal static class OtherWorkloadColumns
{
    public static IReadOnlyList<TableColumn> DaemonSets { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Number("Desired", o => o.Number("status", "desiredNumberScheduled") ?? 0),
        TableColumns.Number("Current", o => o.Number("status", "currentNumberScheduled") ?? 0),
        TableColumns.Number("Ready", o => o.Number("status", "numberReady") ?? 0),
        TableColumns.Number("Up-to-date", o => o.Number("status", "updatedNumberScheduled") ?? 0),
        TableColumns.Number("Available", o => o.Number("status", "numberAvailable") ?? 0),
        TableColumns.Text("Node Selector", o => Labels(o.Object("spec", "template", "spec", "nodeSelector"))),
        TableColumns.Age,
        .. WorkloadColumns.Containers("spec", "template", "spec"),
        TableColumns.Text("Selector", o => LabelSelector.Write(o.Object("spec", "selector")), 1),
    ];

    public static IReadOnlyList<TableColumn> StatefulSets { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("Ready", o => $"{o.Number("status", "readyReplicas") ?? 0}/{o.Number("spec", "replicas") ?? 0}"),
        TableColumns.Age,
        .. WorkloadColumns.Containers("spec", "template", "spec"),
    ];

    public static IReadOnlyList<TableColumn> CronJobs { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("Schedule", o => o.Text("spec", "schedule") ?? ""),
        TableColumns.Text("Timezone", o => o.Text("spec", "timeZone") ?? "<none>"),
        TableColumns.Text("Suspend", o => o.Flag("spec", "suspend") == true ? "True" : "False"),
        TableColumns.Number("Active", o => o.Array("status", "active")?.Count ?? 0),
        new("Last Schedule", "string", "", "Last Schedule", 0, (o, now) => o.Text("status", "lastScheduleTime") is { } last ? Ages.Since(last, now) : "<none>"),
        TableColumns.Age,
        .. WorkloadColumns.Containers("spec", "jobTemplate", "spec", "template", "spec"),
        TableColumns.Text("Selector", o => LabelSelector.Write(o.Object("spec", "jobTemplate", "spec", "selector")) is { Length: > 0 } s ? s : "<none>", 1),
    ];

    public static IReadOnlyList<TableColumn> Ingresses { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("Class", o => o.Text("spec", "ingressClassName") ?? "<none>"),
        TableColumns.Text("Hosts", o => string.Join(',', o.Objects("spec", "rules").Select(r => r.Text("host") is { Length: > 0 } host ? host : "*").Distinct()) is { Length: > 0 } hosts ? hosts : "*"),
        TableColumns.Text("Address", o => string.Join(',', o.Objects("status", "loadBalancer", "ingress").Select(i => i.Text("ip") ?? i.Text("hostname") ?? ""))),
        TableColumns.Text("Ports", o => o.Array("spec", "tls") is { Count: > 0 } ? "80, 443" : "80"),
        TableColumns.Age,
    ];

    public static IReadOnlyList<TableColumn> Endpoints { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("Endpoints", o => Addresses(o)),
        TableColumns.Age,
    ];

    public static IReadOnlyList<TableColumn> Claims { get; } =
    [
        TableColumns.NameColumn,
        TableColumns.Text("Status", o => o.Text("status", "phase") ?? ""),
        TableColumns.Text("Volume", o => o.Text("spec", "volumeName") ?? ""),
        TableColumns.Text("Capacity", o => o.Text("status", "capacity", "storage") ?? ""),
        TableColumns.Text("Access Modes", _ => ""),
        TableColumns.Text("StorageClass", o => o.Text("spec", "storageClassName") ?? ""),
        TableColumns.Text("VolumeAttributesClass", o => o.Text("spec", "volumeAttributesClassName") ?? "<unset>"),
        TableColumns.Age,
        TableColumns.Text("VolumeMode", o => o.Text("spec", "volumeMode") ?? "<unset>", 1),
    ];

    private static string Labels(JsonObject? labels) => labels is not { Count: > 0 } ? "<none>"
        : string.Join(',', labels.Select(p => $"{p.Key}={p.Value.Text()}").Order(StringComparer.Ordinal));

    private static string Addresses(JsonObject o)
    {
        List<string> all = [.. o.Objects("subsets").SelectMany(s => (s.Array("ports") is { Count: > 0 } ? s.Objects("ports") : [[]]).SelectMany(p =>
            s.Objects("addresses").Select(a => p.Number("port") is { } port ? $"{a.Text("ip")}:{port}" : a.Text("ip") ?? "")))];
        return all.Count == 0 ? "<none>" : all.Count > 3 ? $"{string.Join(',', all.Take(3))} + {all.Count - 3} more..." : string.Join(',', all);
    }
}
