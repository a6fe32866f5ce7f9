using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Slow requests of a block: by level against the margin of harm, and by proven level against that of proof.</summary>
internal sealed record Slowness(IReadOnlyList<Sums> Levels, IReadOnlyList<Sums> Proofs)
{
    /// <summary>Counts them by limits that the primary's earlier blocks gave.</summary>
    public static Slowness Of(JudgeSettings settings, Block block, IReadOnlyList<long> past) => new(
        [.. Measures.Levels.Select(level => Slow(block, past, level.Quantile, settings.LatencyShift, settings.LatencyFloor))],
        [.. Measures.Levels.Skip(Measures.FirstProven).Select(level => Slow(block, past, level.Quantile, settings.ProofShift, settings.LatencyFloor))]);

    private static Sums Slow(Block block, IReadOnlyList<long> past, double quantile, int shift, TimeSpan floor) =>
        SlowRequests.Of(block, past, quantile, limit => past.Count == FineLatencyBuckets.Count ? FineShift.Of(limit, shift, floor) : shift) ?? new();
}
