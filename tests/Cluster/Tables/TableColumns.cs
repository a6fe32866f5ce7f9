using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Tables;

/// <summary>The columns of each kind.</summary>
internal static class TableColumns
{
    public static TableColumn NameColumn { get; } = new(
        "Name", "string", "name", "Name must be unique within a namespace. Is required when creating resources.", 0, (o, _) => o.Name());

    public static TableColumn Age { get; } = new(
        "Age", "string", "", "CreationTimestamp is a timestamp representing the server time when this object was created.", 0, (o, now) => Ages.Since(o.Text("metadata", "creationTimestamp"), now));

    private static TableColumn Created { get; } = new(
        "Created At", "date", "", "CreationTimestamp is a timestamp representing the server time when this object was created.", 0, (o, _) => o.Text("metadata", "creationTimestamp"));

    private static readonly Dictionary<(string Group, string Plural), IReadOnlyList<TableColumn>> Known = new()
    {
        [("", "configmaps")] = [Text("Data", o => (o.Object("data")?.Count ?? 0) + (o.Object("binaryData")?.Count ?? 0))],
        [("", "secrets")] = [Text("Type", o => o.Text("type")), Text("Data", o => o.Object("data")?.Count ?? 0)],
        [("", "namespaces")] = [Text("Status", o => o.Text("status", "phase"))],
        [("", "serviceaccounts")] = [Text("Secrets", o => o.Array("secrets")?.Count ?? 0)],
        [("", "services")] = ServiceColumns.All,
        [("", "pods")] = PodColumns.All,
        [("", "nodes")] = NodeColumns.All,
        [("", "events")] = EventColumns.All,
        [("events.k8s.io", "events")] = EventColumns.All,
        [("apps", "deployments")] = WorkloadColumns.Deployments,
        [("apps", "replicasets")] = WorkloadColumns.ReplicaSets,
        [("", "endpoints")] = OtherWorkloadColumns.Endpoints,
        [("", "persistentvolumeclaims")] = OtherWorkloadColumns.Claims,
        [("apps", "daemonsets")] = OtherWorkloadColumns.DaemonSets,
        [("apps", "statefulsets")] = OtherWorkloadColumns.StatefulSets,
        [("batch", "cronjobs")] = OtherWorkloadColumns.CronJobs,
        [("networking.k8s.io", "ingresses")] = OtherWorkloadColumns.Ingresses,
        [("batch", "jobs")] = WorkloadColumns.Jobs,
        [("coordination.k8s.io", "leases")] = [Text("Holder", o => o.Text("spec", "holderIdentity"))],
        [("discovery.k8s.io", "endpointslices")] = ServiceColumns.Slices,
        [("policy", "poddisruptionbudgets")] =
        [
            Text("Min Available", o => o.At("spec", "minAvailable")?.ToString() ?? "N/A"),
            Text("Max Unavailable", o => o.At("spec", "maxUnavailable")?.ToString() ?? "N/A"),
            Number("Allowed Disruptions", o => o.Number("status", "disruptionsAllowed") ?? 0),
        ],
        [("autoscaling", "horizontalpodautoscalers")] = WorkloadColumns.Autoscalers,
        [("rbac.authorization.k8s.io", "rolebindings")] = BindingColumns.All,
        [("rbac.authorization.k8s.io", "clusterrolebindings")] = BindingColumns.All,
        [("admissionregistration.k8s.io", "mutatingwebhookconfigurations")] = [Number("Webhooks", o => o.Array("webhooks")?.Count ?? 0)],
        [("admissionregistration.k8s.io", "validatingwebhookconfigurations")] = [Number("Webhooks", o => o.Array("webhooks")?.Count ?? 0)],
        [("networking.k8s.io", "networkpolicies")] = [Text("Pod-Selector", o => LabelSelector.Write(o.Object("spec", "podSelector")) is { Length: > 0 } s ? s : "<none>")],
    };

    private static readonly HashSet<string> Placed = ["pods", "services", "deployments", "replicasets", "jobs", "endpointslices", "nodes", "events", "endpoints", "persistentvolumeclaims", "daemonsets", "statefulsets", "cronjobs", "ingresses", "rolebindings", "clusterrolebindings"];

    public static IReadOnlyList<TableColumn> Of(ResourceKind kind)
    {
        if (kind.Columns is { } own)
        {
            return [NameColumn, .. own];
        }

        if (kind.Kind is "CustomResourceDefinition" or "Role" or "ClusterRole" or "LimitRange")
        {
            return [NameColumn, Created];
        }

        var special = Known.GetValueOrDefault((kind.Group, kind.Plural), []);
        return Placed.Contains(kind.Plural) ? special : [NameColumn, .. special, Age];
    }

    public static TableColumn Text(string name, Func<JsonObject, JsonNode?> cell, int priority = 0) =>
        new(name, "string", "", name, priority, (o, _) => cell(o));

    public static TableColumn Number(string name, Func<JsonObject, JsonNode?> cell, int priority = 0) =>
        new(name, "integer", "", name, priority, (o, _) => cell(o));
}
