using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Whether requests are split as the weight says.</summary>
public static class SplitCheck
{
    private const double Strength = 100.0;

    /// <summary>From here on the split is not what it says: the natural logarithm of 1000.</summary>
    public static double LogAlarm { get; } = Math.Log(1000);

    /// <summary>Natural logarithm of the evidence against "each request went to the canary with chance <paramref name="weight"/>" (0 to 1).
    /// At a weight of nothing or all there is none, since nothing was drawn. Evidence of several weights multiplies.</summary>
    public static double LogValue(long canary, long primary, double weight)
    {
        if (weight is not (> 0.0 and < 1.0))
        {
            return 0.0;
        }
        var (p0, q0) = (Strength * weight, Strength * (1.0 - weight));
        return LogGamma.Beta(p0 + canary, q0 + primary) - LogGamma.Beta(p0, q0)
            - (canary * Math.Log(weight)) - (primary * LogDomain.OfOnePlus(-weight));
    }
}
