namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Evidence as people say it: "fewer than 1 of 1 300 releases".</summary>
public static class Odds
{
    private const double Most = 1e6;
    private const double Rounding = 1e-9;

    /// <summary>The number of releases of which a good one looks this bad in fewer than one: the evidence, given as natural logarithm with its
    /// share of the stake, rounded down to two digits; 1 to a million.</summary>
    public static int OneOf(double logValue)
    {
        var value = Math.Clamp(Math.Exp(logValue) * (1.0 + Rounding), 1.0, Most);
        var unit = Math.Max(1.0, Math.Pow(10.0, Math.Floor(Math.Log10(value) + Rounding) - 1.0));
        return (int)(Math.Floor(value / unit) * unit);
    }
}
