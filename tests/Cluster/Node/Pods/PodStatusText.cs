using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Node;

/// <summary>A pod's status as JSON, on top of what others wrote into it.</summary>
internal static class PodStatusText
{
    /// <summary>The pod with its new status; the pod given is not changed.</summary>
    public static JsonObject Apply(JsonObject pod, PodSnapshot snapshot, DateTimeOffset now)
    {
        var result = pod.DeepClone().AsObject();
        var status = result["status"] as JsonObject ?? [];
        result["status"] = status;
        status["conditions"] = Conditions(pod, snapshot, now);
        status["phase"] = snapshot.Phase.ToString();
        status["startTime"] = Timestamps.Seconds(snapshot.Started);
        status["hostIP"] = snapshot.HostIp;
        status["hostIPs"] = Addresses(snapshot.HostIp);
        status["observedGeneration"] = pod["metadata"]?["generation"]?.DeepClone();
        status["containerStatuses"] = snapshot.Statuses(init: false);
        Set(status, "initContainerStatuses", snapshot.Views.Any(view => view.Kind != ContainerKind.Main) ? snapshot.Statuses(init: true) : null);
        Set(status, "podIP", snapshot.PodIp);
        Set(status, "podIPs", snapshot.PodIp is { } address ? Addresses(address) : null);
        Set(status, "reason", snapshot.Reason);
        Set(status, "message", snapshot.Message);
        return result;
    }

    private static JsonArray Addresses(string address) => [new JsonObject { ["ip"] = address }];

    private static void Set(JsonObject status, string key, JsonNode? value)
    {
        if (value is null)
        {
            status.Remove(key);
        }
        else
        {
            status[key] = value;
        }
    }

    private static JsonArray Conditions(JsonObject pod, PodSnapshot snapshot, DateTimeOffset now)
    {
        var old = (pod["status"]?["conditions"] as JsonArray ?? []).OfType<JsonObject>().ToDictionary(condition => (string?)condition["type"] ?? "");
        var own = PodConditions.Of(snapshot.Phase, snapshot.PodIp is not null, snapshot.IsInitialized, snapshot.Views, Gates(pod, old));
        var generation = pod["metadata"]?["generation"];
        var ownTypes = own.Select(condition => condition.Type).ToHashSet(StringComparer.Ordinal);
        IEnumerable<JsonNode> foreign = old.Where(pair => !ownTypes.Contains(pair.Key)).Select(pair => pair.Value.DeepClone());
        return [.. own.Select(condition => Write(condition, old.GetValueOrDefault(condition.Type), generation, now)), .. foreign];
    }

    private static List<KeyValuePair<string, string?>> Gates(JsonObject pod, Dictionary<string, JsonObject> conditions) =>
        [.. (pod["spec"]?["readinessGates"] as JsonArray ?? []).Select(gate => (string?)gate?["conditionType"] ?? "")
            .Select(type => KeyValuePair.Create(type, (string?)conditions.GetValueOrDefault(type)?["status"]))];

    private static JsonObject Write(PodCondition condition, JsonObject? old, JsonNode? generation, DateTimeOffset now)
    {
        var status = condition.IsTrue ? "True" : "False";
        var result = new JsonObject
        {
            ["type"] = condition.Type,
            ["status"] = status,
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = (string?)old?["status"] == status ? old?["lastTransitionTime"]?.DeepClone() : Timestamps.Seconds(now),
        };
        if (generation is not null)
        {
            result["observedGeneration"] = generation.DeepClone();
        }

        Set(result, "reason", condition.Reason);
        Set(result, "message", condition.Message);
        return result;
    }
}
