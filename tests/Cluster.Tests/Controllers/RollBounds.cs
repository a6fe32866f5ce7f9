using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Tests.Controllers;

/// <summary>The most pods wished for and the fewest available while ReplicaSets changed.</summary>
internal sealed record RollBounds(long MaxTotal, long MinAvailable)
{
    public static async Task<RollBounds> WatchAsync(ControllerCluster cluster, CancellationToken cancel)
    {
        var sets = cluster.List(Resources.ReplicaSets).ToDictionary(s => s.Uid());
        var bounds = Measure(sets.Values, new RollBounds(0, long.MaxValue));
        try
        {
            await foreach (var change in cluster.WatchFromNow(Resources.ReplicaSets, cancel))
            {
                sets[change.Object.Uid()] = change.Object;
                bounds = Measure(sets.Values, bounds);
            }
        }
        catch (OperationCanceledException)
        {
            // The roll is over.
        }

        return bounds;
    }

    private static RollBounds Measure(IEnumerable<System.Text.Json.Nodes.JsonObject> sets, RollBounds before)
    {
        var all = sets.ToList();
        return new RollBounds(
            Math.Max(before.MaxTotal, all.Sum(s => s.Number("spec", "replicas") ?? 0)),
            Math.Min(before.MinAvailable, all.Sum(s => s.Number("status", "availableReplicas") ?? 0)));
    }
}
