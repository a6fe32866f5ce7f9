using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Golden;

/// <summary>What held at every moment of a rollout: not more pods wished, not fewer available.</summary>
internal static class WatchInvariants
{
    public static string? Differ(JsonObject expected, IReadOnlyList<JsonObject> events)
    {
        var sets = new Dictionary<string, JsonObject>();
        long total = 0;
        long? available = null;
        foreach (var change in events)
        {
            if (change.Object("object") is not { } set)
            {
                continue;
            }

            if (change.Text("type") == "DELETED")
            {
                sets.Remove(set.Uid());
            }
            else
            {
                sets[set.Uid()] = set;
            }

            total = Math.Max(total, sets.Values.Sum(s => s.Number("spec", "replicas") ?? 0));
            var now = sets.Values.Sum(s => s.Number("status", "availableReplicas") ?? 0);
            available = Math.Min(available ?? now, now);
        }

        return expected.Number("maxTotal") is { } most && total > most ? $"maxTotal {most} recorded, {total} seen"
            : expected.Number("minAvailable") is { } least && (available ?? 0) < least ? $"minAvailable {least} recorded, {available} seen"
            : null;
    }
}
