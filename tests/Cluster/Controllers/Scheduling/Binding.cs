using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Scheduling;

/// <summary>Writes down where a pod runs, or that it runs nowhere yet.</summary>
internal static class Binding
{
    private const string Merge = "application/merge-patch+json";

    public static Task BindAsync(IClusterApi api, JsonObject pod, string node, DateTimeOffset now, Identity actor, CancellationToken cancel)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = pod.Uid() },
            ["spec"] = new JsonObject { ["nodeName"] = node },
            ["status"] = new JsonObject { ["conditions"] = With(pod, Scheduled(pod, "True", null, null, now)) },
        };
        return api.PatchAsync(Resources.Pods, pod.Namespace(), pod.Name(), Merge, patch, "binding", actor, cancel);
    }

    public static Task RefuseAsync(IClusterApi api, JsonObject pod, string message, DateTimeOffset now, Identity actor, CancellationToken cancel)
    {
        if (PodState.Condition(pod, "PodScheduled").Text("status") == "False")
        {
            return Task.CompletedTask;
        }

        var patch = new JsonObject { ["status"] = new JsonObject { ["conditions"] = With(pod, Scheduled(pod, "False", "Unschedulable", message, now)) } };
        return api.PatchAsync(Resources.Pods, pod.Namespace(), pod.Name(), Merge, patch, "status", actor, cancel);
    }

    private static JsonArray With(JsonObject pod, JsonObject condition) =>
        new([.. pod.Objects("status", "conditions").Where(c => c.Text("type") != "PodScheduled").Select(c => (JsonNode)c.Copy()), condition]);

    private static JsonObject Scheduled(JsonObject pod, string status, string? reason, string? message, DateTimeOffset now)
    {
        var condition = new JsonObject
        {
            ["type"] = "PodScheduled",
            ["observedGeneration"] = pod.At("metadata", "generation").CopyNode(),
            ["status"] = status,
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = Metadata.Time(now),
        };
        if (reason is not null)
        {
            condition["reason"] = reason;
            condition["message"] = message;
        }

        return condition;
    }
}
