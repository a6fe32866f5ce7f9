using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Disruption;

/// <summary>How many pods a budget lets go now.</summary>
internal sealed record BudgetStatus(int Expected, int Desired, int Healthy, JsonObject Disrupted)
{
    public int Allowed => Expected <= 0 ? 0 : Math.Max(0, Healthy - Desired);

    public JsonObject ToJson(JsonObject budget, DateTimeOffset now)
    {
        var generation = budget.Number("metadata", "generation") ?? 0;
        var status = new JsonObject
        {
            ["observedGeneration"] = generation,
            ["disruptionsAllowed"] = Allowed,
            ["currentHealthy"] = Healthy,
            ["desiredHealthy"] = Desired,
            ["expectedPods"] = Expected,
            ["conditions"] = new JsonArray(Condition(budget, generation, now)),
        };
        if (Disrupted.Count > 0)
        {
            status["disruptedPods"] = Disrupted.Copy();
        }

        return status;
    }

    private JsonObject Condition(JsonObject budget, long generation, DateTimeOffset now)
    {
        var status = Allowed > 0 ? "True" : "False";
        var before = budget.Objects("status", "conditions").FirstOrDefault(c => c.Text("type") == "DisruptionAllowed");
        return new JsonObject
        {
            ["type"] = "DisruptionAllowed",
            ["status"] = status,
            ["observedGeneration"] = generation,
            ["lastTransitionTime"] = before.Text("status") == status ? before.Text("lastTransitionTime") : Metadata.Time(now),
            ["reason"] = Allowed > 0 ? "SufficientPods" : "InsufficientPods",
            ["message"] = "",
        };
    }
}
