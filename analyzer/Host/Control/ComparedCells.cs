using CanaryMesh.Api.Names;
using Wire = CanaryMesh.Api.Control;

namespace CanaryMesh.Analyzer.Control;

/// <summary>What a report's row says beyond the usual cells where versions are compared, read in place.</summary>
internal static class ComparedCells
{
    public static bool IsIn(Wire.SideCounts row) => row.FineIndex.Count > 0 || row.OverdueEnded.Count > 0 || row.Overdue > 0;

    /// <summary>One count for each index, and each index once; one of each outcome or none.</summary>
    public static bool IsSound(Wire.SideCounts row)
    {
        if (row.FineIndex.Count != row.FineCount.Count || row.OverdueEnded.Count is not (0 or SideCounts.Outcomes))
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

    /// <summary>How many there are in the row, each to be had by its place.</summary>
    public static int CountOf(Wire.SideCounts row) => IsIn(row) ? row.FineIndex.Count + 1 + row.OverdueEnded.Count : 0;

    public static (int Cell, long Count) At(Wire.SideCounts row, int place) => (place - row.FineIndex.Count) switch
    {
        < 0 => (SideCounts.CellCount + (int)row.FineIndex[place], SideCounts.Bounded(row.FineCount[place])),
        0 => (SideCounts.OverdueCell, SideCounts.Bounded(row.Overdue)),
        var after => (SideCounts.OverdueCell + after, SideCounts.Bounded(row.OverdueEnded[after - 1])),
    };
}
