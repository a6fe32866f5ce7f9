using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.ReplicaSets;

/// <summary>Which pod goes first when there are too many: the one whose loss costs least.</summary>
internal sealed class VictimOrder(DateTimeOffset now, Func<JsonObject, int> neighbours) : IComparer<JsonObject>
{
    public int Compare(JsonObject? x, JsonObject? y)
    {
        if (x is null || y is null)
        {
            return 0;
        }

        var bySteps = Steps(x, y).FirstOrDefault(c => c != 0);
        return bySteps != 0 ? bySteps : string.CompareOrdinal(x.Uid(), y.Uid());
    }

    private IEnumerable<int> Steps(JsonObject x, JsonObject y)
    {
        yield return IsAssigned(x).CompareTo(IsAssigned(y));
        yield return PhaseRank(x).CompareTo(PhaseRank(y));
        yield return PodState.IsReady(x).CompareTo(PodState.IsReady(y));
        yield return Cost(x).CompareTo(Cost(y));
        yield return neighbours(y).CompareTo(neighbours(x));
        if (PodState.IsReady(x) && PodState.IsReady(y))
        {
            yield return AgeRank(PodState.ReadySince(x)).CompareTo(AgeRank(PodState.ReadySince(y)));
        }

        yield return PodState.Restarts(y).CompareTo(PodState.Restarts(x));
        yield return AgeRank(Clock.Parse(x.Text("metadata", "creationTimestamp")))
            .CompareTo(AgeRank(Clock.Parse(y.Text("metadata", "creationTimestamp"))));
    }

    private static bool IsAssigned(JsonObject pod) => !string.IsNullOrEmpty(pod.Text("spec", "nodeName"));

    private static int PhaseRank(JsonObject pod) => PodState.Phase(pod) switch
    {
        "Pending" => 0,
        "Unknown" => 1,
        _ => 2,
    };

    private static int Cost(JsonObject pod) =>
        int.TryParse(
            pod.Text("metadata", "annotations", "controller.kubernetes.io/pod-deletion-cost"), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var cost) ? cost : 0;

    /// <summary>Ages on a scale of doublings, so that about equal ones are equal; no age at all is the youngest.</summary>
    private int AgeRank(DateTimeOffset? since) => since is not { } time ? -1 : now <= time ? 0 : 1 + Math.Max(0, (int)Math.Log2((now - time).Ticks * 100.0));
}
