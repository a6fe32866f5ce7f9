using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Jobs;

/// <summary>What a Job's pods have come to. Pods that were counted and are gone stay counted.</summary>
internal sealed record JobCounts(int Active, int Ready, int Terminating, int Succeeded, int Failed, int Restarts)
{
    public static JobCounts Of(JsonObject job, IReadOnlyList<JsonObject> pods) => new(
        pods.Count(PodState.IsActive),
        pods.Count(p => PodState.IsActive(p) && PodState.IsReady(p)),
        pods.Count(PodState.IsTerminating),
        Math.Max((int)(job.Number("status", "succeeded") ?? 0), pods.Count(p => PodState.Phase(p) == "Succeeded")),
        Math.Max((int)(job.Number("status", "failed") ?? 0), pods.Count(p => PodState.Phase(p) == "Failed")),
        pods.Where(PodState.IsActive).Sum(PodState.Restarts));
}
