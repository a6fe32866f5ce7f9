using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>How many times the primary's rate the canary's is. All intervals of a run hold together, so they may be watched.</summary>
public static class RatioInterval
{
    private static readonly double LogLowest = Math.Log(1e-4);
    private static readonly double LogHighest = Math.Log(1e4);

    /// <summary>Ratios that fit the counts, given as one block for each weight that was in force.
    /// The truth is ever outside with a chance of at most <paramref name="alpha"/>.</summary>
    public static Interval Of(IReadOnlyList<ComparedBlock> weights, double alpha = 0.05)
    {
        var level = Math.Log(2.0 / alpha);
        double Below(double logRatio) => level - LogValue(StakeGrid.Harm, weights, logRatio);
        double Above(double logRatio) => LogValue(StakeGrid.Safe, weights, logRatio) - level;
        return new(
            Below(LogLowest) > 0.0 ? 0.0 : Math.Exp(Bisection.Zero(Below, LogLowest, LogHighest)),
            Above(LogHighest) < 0.0 ? double.PositiveInfinity : Math.Exp(Bisection.Zero(Above, LogLowest, LogHighest)));
    }

    private static double LogValue(StakeGrid grid, IReadOnlyList<ComparedBlock> weights, double logRatio) =>
        ComparedBlock.LogValue(grid, new(Math.Exp(logRatio), 0.0), weights);
}
