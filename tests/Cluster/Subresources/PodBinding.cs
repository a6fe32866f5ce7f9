using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Subresources;

/// <summary>A pod gets its node, once.</summary>
internal static class PodBinding
{
    public static JsonObject Bind(ResourceKind kind, JsonObject pod, JsonObject binding, DateTimeOffset now)
    {
        if (pod.BeingDeleted())
        {
            throw Refusals.Conflict(kind, pod.Name(), $"pod {pod.Name()} is being deleted, cannot be assigned to a host");
        }

        if (pod.Text("spec", "nodeName") is { Length: > 0 } node)
        {
            throw Refusals.Conflict(kind, pod.Name(), $"pod {pod.Name()} is already assigned to node \"{node}\"");
        }

        var bound = pod.Copy();
        bound.Ensure("spec")["nodeName"] = binding.Text("target", "name");
        var status = bound.Ensure("status");
        var conditions = new JsonArray([.. pod.Objects("status", "conditions").Where(c => c.Text("type") != "PodScheduled").Select(c => c.CopyNode())]);
        conditions.Add(new JsonObject
        {
            ["type"] = "PodScheduled",
            ["observedGeneration"] = pod.At("metadata", "generation").CopyNode(),
            ["status"] = "True",
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = Metadata.Time(now),
        });
        status["conditions"] = conditions;
        return bound;
    }
}
