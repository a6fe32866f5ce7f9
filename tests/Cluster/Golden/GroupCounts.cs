namespace CanaryMesh.Cluster.Golden;

/// <summary>How many records of each group passed.</summary>
public static class GroupCounts
{
    public static IEnumerable<string> Lines(IEnumerable<GoldenOutcome> outcomes) => outcomes
        .GroupBy(o => o.Group).OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Key}: {g.Count(o => o.Passed)}/{g.Count()}");
}
