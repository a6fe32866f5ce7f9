using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tables;

/// <summary>Pods, whose status is a word made of many fields.</summary>
internal static class PodColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumns.NameColumn,
        new("Ready", "string", "", "The aggregate readiness state of this pod for accepting traffic.", 0, (o, _) => Ready(o)),
        new("Status", "string", "", "The aggregate status of the containers in this pod.", 0, (o, _) => PodStatusWord.Of(o)),
        new("Restarts", "string", "", "The number of times the containers in this pod have been restarted.", 0, Restarts),
        TableColumns.Age,
        TableColumns.Text("IP", o => o.Text("status", "podIP") is { Length: > 0 } ip ? ip : "<none>", 1),
        TableColumns.Text("Node", o => o.Text("spec", "nodeName") is { Length: > 0 } node ? node : "<none>", 1),
        TableColumns.Text("Nominated Node", o => o.Text("status", "nominatedNodeName") is { Length: > 0 } node ? node : "<none>", 1),
        TableColumns.Text("Readiness Gates", Gates, 1),
    ];

    private static IEnumerable<JsonObject> Counted(JsonObject pod) => pod.Objects("spec", "containers")
        .Concat(pod.Objects("spec", "initContainers").Where(c => c.Text("restartPolicy") == "Always"));

    private static JsonNode Ready(JsonObject pod)
    {
        var all = pod.Objects("status", "containerStatuses").Concat(pod.Objects("status", "initContainerStatuses")).ToList();
        var ready = Counted(pod).Count(c => all.Any(s => s.Text("name") == c.Text("name") && s.Flag("ready") == true));
        return $"{ready}/{Counted(pod).Count()}";
    }

    private static JsonNode Restarts(JsonObject pod, DateTimeOffset now)
    {
        var names = Counted(pod).Select(c => c.Text("name")).ToHashSet();
        var statuses = pod.Objects("status", "containerStatuses").Concat(pod.Objects("status", "initContainerStatuses"))
            .Where(s => names.Contains(s.Text("name"))).ToList();
        var count = statuses.Sum(s => s.Number("restartCount") ?? 0);
        var last = statuses.Select(s => s.Text("lastState", "terminated", "finishedAt")).Where(t => t is not null).Max(StringComparer.Ordinal);
        return count > 0 && last is not null ? $"{count} ({Ages.Since(last, now)} ago)" : count.ToString(CultureInfo.InvariantCulture);
    }

    private static JsonNode Gates(JsonObject pod)
    {
        var gates = pod.Objects("spec", "readinessGates").Select(g => g.Text("conditionType")).ToList();
        var met = gates.Count(g => pod.Objects("status", "conditions").Any(c => c.Text("type") == g && c.Text("status") == "True"));
        return gates.Count == 0 ? "<none>" : $"{met}/{gates.Count}";
    }
}
