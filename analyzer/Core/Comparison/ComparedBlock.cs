using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Counts of both sides at one weight.</summary>
/// <param name="X">Events on the canary, not negative.</param>
/// <param name="Y">Events on the primary, not negative.</param>
/// <param name="A">Exposure of the canary in requests, not negative.</param>
/// <param name="B">Exposure of the primary in requests, not negative.</param>
public readonly record struct ComparedBlock(double X, double Y, double A, double B)
{
    /// <summary>Natural logarithm of the evidence in <paramref name="blocks"/> with the whole stake and no restarts.</summary>
    internal static double LogValue(StakeGrid grid, Margin margin, IEnumerable<ComparedBlock> blocks)
    {
        var evidence = new Evidence(grid, margin, Stake.Whole);
        foreach (var block in blocks)
        {
            evidence.Add(block.X, block.Y, block.A, block.B);
        }
        return evidence.LogValue;
    }
}
