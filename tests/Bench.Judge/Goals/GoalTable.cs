using System.Globalization;
using CanaryMesh.Bench.Judge.Tables;

namespace CanaryMesh.Bench.Judge.Goals;

/// <summary>The judge's goals beside what this run measured.</summary>
internal static class GoalTable
{
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
