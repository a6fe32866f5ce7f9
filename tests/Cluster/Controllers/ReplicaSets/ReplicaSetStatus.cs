using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.ReplicaSets;

/// <summary>A ReplicaSet's counters, and why it cannot make or remove pods.</summary>
internal static class ReplicaSetStatus
{
    private const string Failure = "ReplicaFailure";

    public static JsonObject Count(
        JsonObject set, IReadOnlyList<JsonObject> active, IReadOnlyList<JsonObject> terminating, string? fault, DateTimeOffset now)
    {
        var minReady = (int)(set.Number("spec", "minReadySeconds") ?? 0);
        var labels = set.Object("spec", "template", "metadata", "labels");
        var status = new JsonObject { ["replicas"] = active.Count };
        Add(status, "fullyLabeledReplicas", active.Count(p => LabelSelector.MatchesSet(labels, LabelSelector.LabelsOf(p))));
        Add(status, "readyReplicas", active.Count(PodState.IsReady));
        Add(status, "availableReplicas", active.Count(p => PodState.IsAvailable(p, minReady, now)));
        status["terminatingReplicas"] = terminating.Count;
        Add(status, "observedGeneration", set.Number("metadata", "generation") ?? 0);
        var conditions = Conditions(set, active.Count, fault, now);
        if (conditions.Count > 0)
        {
            status["conditions"] = conditions;
        }

        return status;
    }

    private static JsonArray Conditions(JsonObject set, int active, string? fault, DateTimeOffset now)
    {
        var all = set.Objects("status", "conditions").ToList();
        var kept = all.Where(c => c.Text("type") != Failure || fault is not null).Select(c => (JsonNode)c.Copy()).ToList();
        if (fault is not null && all.TrueForAll(c => c.Text("type") != Failure))
        {
            kept.Add(new JsonObject
            {
                ["type"] = Failure,
                ["status"] = "True",
                ["lastTransitionTime"] = Metadata.Time(now),
                ["reason"] = active < (set.Number("spec", "replicas") ?? 1) ? "FailedCreate" : "FailedDelete",
                ["message"] = fault,
            });
        }

        return new JsonArray([.. kept]);
    }

    private static void Add(JsonObject status, string name, long value)
    {
        if (value != 0)
        {
            status[name] = value;
        }
    }
}
