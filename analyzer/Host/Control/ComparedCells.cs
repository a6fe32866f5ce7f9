using CanaryMesh.Api.Names;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>What a report's row says beyond the usual cells where versions are compared, read in place.</summary>
internal static class ComparedCells
{
    public static bool IsIn(Wire.SideCounts row) => row.FineIndex.Count > 0;

    /// <summary>One count for each index, and each index once.</summary>
    public static bool IsSound(Wire.SideCounts row)
    {
        if (row.FineIndex.Count != row.FineCount.Count)
        {
            return false;
        }

        var next = 0u;
        foreach (var index in row.FineIndex)
        {
            if (index < next || index >= FineLatencyBuckets.Count)
            {
                return false;
            }

            next = index + 1;
        }

        return true;
    }

    /// <summary>Cell and count, by their place in the row.</summary>
    public static (int Cell, long Count) Fine(Wire.SideCounts row, int place) =>
        (SideCounts.CellCount + (int)row.FineIndex[place], SideCounts.Bounded(row.FineCount[place]));
}
