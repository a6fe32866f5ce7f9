using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of counters that a status tells.</summary>
internal static class StatusValidation
{
    public static void Deployment(JsonObject o, FieldFaults faults)
    {
        var status = Counters(o, ["observedGeneration", "replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas", "collisionCount"], faults);
        Above(status, "updatedReplicas", "replicas", faults);
        Above(status, "readyReplicas", "replicas", faults);
        Above(status, "availableReplicas", "replicas", faults);
        Above(status, "availableReplicas", "readyReplicas", faults);
    }

    public static void ReplicaSet(JsonObject o, FieldFaults faults)
    {
        var status = Counters(o, ["replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "observedGeneration"], faults);
        Above(status, "fullyLabeledReplicas", "replicas", faults);
        Above(status, "readyReplicas", "replicas", faults);
        Above(status, "availableReplicas", "replicas", faults);
        Above(status, "availableReplicas", "readyReplicas", faults);
    }

    private static JsonObject Counters(JsonObject o, string[] fields, FieldFaults faults)
    {
        var status = o.Object("status") ?? [];
        foreach (var field in fields)
        {
            if (status.Number(field) is < 0 and var value)
            {
                faults.Invalid("status." + field, value, "must be greater than or equal to 0");
            }
        }

        return status;
    }

    private static void Above(JsonObject status, string field, string most, FieldFaults faults)
    {
        if ((status.Number(field) ?? 0) > (status.Number(most) ?? 0))
        {
            faults.Invalid("status." + field, status[field], most == "replicas" ? "cannot be greater than status.replicas" : "cannot be greater than readyReplicas");
        }
    }
}
