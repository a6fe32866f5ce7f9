using System.Globalization;
using CanaryMesh.Bench.Judge.Tables;

namespace CanaryMesh.Bench.Judge.Goals;

/// <summary>The judge's goals beside what this run measured.</summary>
internal static class GoalTable
{
    public const string Notes = """
        Rows that belong to the running product are measured on what its code decides from simulated looks: errors each second (rows 1-9, 17),
        latency each 10 s (10-12), whole rollouts each 5 s by its run of a comparison and its strictest voice (13, 14). What a proxy or the network
        adds is not in them. Row 18 is the forecast itself, row 20 CPU time; of it the whole
        look of a run has no bound: it makes readings and forecasts for people and keeps a state.

        """;

    public static Table Of(IEnumerable<Goal> goals)
    {
        var table = new Table("Goals of the judge (simulated traffic, weight 10 %, default parameters)", "#", "goal", "bound", "measured", "");
        foreach (var goal in goals.OrderBy(each => each.Number))
        {
            table.Add(goal.Number.ToString(CultureInfo.InvariantCulture), goal.What, goal.Bound, goal.Measured, goal.Met ? "met" : "NOT met");
        }

        return table;
    }
}
