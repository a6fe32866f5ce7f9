using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>What controllers ask about a pod.</summary>
internal static class PodState
{
    public static string Phase(JsonObject pod) => pod.Text("status", "phase") ?? "Pending";

    public static bool IsTerminal(JsonObject pod) => Phase(pod) is "Succeeded" or "Failed";

    public static bool IsActive(JsonObject pod) => !IsTerminal(pod) && !pod.BeingDeleted();

    public static bool IsTerminating(JsonObject pod) => !IsTerminal(pod) && pod.BeingDeleted();

    public static JsonObject? Condition(JsonObject pod, string type) =>
        pod.Objects("status", "conditions").FirstOrDefault(c => c.Text("type") == type);

    public static bool IsReady(JsonObject pod) => Condition(pod, "Ready").Text("status") == "True";

    public static DateTimeOffset? ReadySince(JsonObject pod) =>
        Condition(pod, "Ready") is { } c && c.Text("status") == "True" ? Clock.Parse(c.Text("lastTransitionTime")) : null;

    public static bool IsAvailable(JsonObject pod, int minReadySeconds, DateTimeOffset now) =>
        IsReady(pod) && (minReadySeconds == 0 || (ReadySince(pod) is { } since && since.AddSeconds(minReadySeconds) <= now));

    public static int Restarts(JsonObject pod) =>
        pod.Objects("status", "containerStatuses")
            .Select(c => (int)(c.Number("restartCount") ?? 0)).DefaultIfEmpty(0).Max();
}
