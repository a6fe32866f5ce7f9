namespace CanaryMesh.Api.Evidence;

/// <summary>How much longer, and what will be noticed: expectations, not promises. Rates are events per request, weights 0 to 1 with both out.</summary>
public static class Forecast
{
    private const double MostRequests = 1e12;

    /// <summary>What a grid with half of the stake on the metric and half of that at the start costs, as natural logarithm.</summary>
    public static double LogCost { get; } = Math.Log(4.0) + 2.0;

    /// <summary>Growth of the evidence for each request of either side, as natural logarithm, by the best bet; not above 0 if nothing will be shown.</summary>
    public static double Growth(StakeGrid grid, Margin margin, double weight, double canary, double primary)
    {
        var best = double.NegativeInfinity;
        foreach (var size in grid.Sizes)
        {
            best = Math.Max(best, Bet.LogPayoff(size, weight * canary, (1.0 - weight) * primary, weight, 1.0 - weight, margin));
        }
        return best;
    }

    /// <summary>Canary requests until a run that begins now is rolled back at <paramref name="alpha"/> (0 to 1); infinite for a canary within the margin.</summary>
    public static double RequestsUntilRollback(Margin margin, double weight, double canary, double primary, double alpha = 0.01)
    {
        var growth = Growth(StakeGrid.Harm, margin, weight, canary, primary);
        return growth <= 0.0 ? double.PositiveInfinity : (LogCost - Math.Log(alpha)) / growth * weight;
    }

    /// <summary>The smallest rate of the canary that is noticed within <paramref name="requests"/> canary requests, from the primary's rate to 1;
    /// null if not even a dead canary is.</summary>
    public static double? SmallestNoticed(Margin margin, double weight, double primary, double requests, double alpha = 0.01) =>
        SmallestNoticed(margin, [new(weight, requests / weight)], primary, alpha);

    /// <summary>The same of a run through several weights, by all of their requests together.</summary>
    public static double? SmallestNoticed(Margin margin, IReadOnlyList<WeightedRequests> run, double primary, double alpha = 0.01)
    {
        double Spare(double rate) => LogGain(margin, run, rate, primary) + Math.Log(alpha) - LogCost;
        return Spare(1.0) < 0.0 ? null : Bisection.Zero(Spare, primary, 1.0);
    }

    // One bet for the whole run: nobody knows beforehand at which weight another one would have been better.
    private static double LogGain(Margin margin, IReadOnlyList<WeightedRequests> run, double canary, double primary)
    {
        var best = double.NegativeInfinity;
        foreach (var size in StakeGrid.Harm.Sizes)
        {
            var gain = 0.0;
            foreach (var (weight, requests) in run)
            {
                gain += requests * Bet.LogPayoff(size, weight * canary, (1.0 - weight) * primary, weight, 1.0 - weight, margin);
            }
            best = Math.Max(best, gain);
        }
        return best;
    }

    /// <summary>More canary requests until <paramref name="evidence"/> reaches <paramref name="logLevel"/> (natural logarithm) if both sides
    /// go on at these rates; 0 if it has, infinite if it never will.</summary>
    public static double RequestsUntil(double logLevel, Evidence evidence, double weight, double canary, double primary)
    {
        if (evidence.LogValue >= logLevel)
        {
            return 0.0;
        }
        var (margin, grid, logs) = (evidence.Margin, evidence.Grid, evidence.Logs.ToArray());
        double[] gains = [.. grid.Sizes.ToArray().Select(size =>
            Bet.LogPayoff(size, canary, (1.0 - weight) / weight * primary, 1.0, (1.0 - weight) / weight, margin) / evidence.Burst)];
        double Excess(double requests) => LogDomain.Sum([.. logs.Zip(gains, (log, gain) => log + (requests * gain))]) - logLevel;
        return gains.Max() <= 0.0 || Excess(MostRequests) < 0.0 ? double.PositiveInfinity : Bisection.Zero(Excess, 0.0, MostRequests);
    }
}
