using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Which rates fit the counts of one side. All intervals of a run hold together, so they may be watched.</summary>
public static class RateInterval
{
    private const double Tiny = 1e-15;

    /// <summary>Rates (0 to 1) that fit <paramref name="x"/> events of <paramref name="n"/> requests, x at most n.
    /// The truth is ever outside with a chance of at most <paramref name="alpha"/>.</summary>
    public static Interval Of(double x, double n, double alpha = 0.05)
    {
        if (n <= 0.0)
        {
            return new(0.0, 1.0);
        }
        var least = LogGamma.Beta(0.5 + x, 0.5 + n - x) - LogGamma.Beta(0.5, 0.5) + Math.Log(alpha);
        double Excess(double rate) => LogLikelihood(x, n, rate) - least;
        var observed = x / n;
        return new(
            x <= 0.0 ? 0.0 : Bisection.Zero(Excess, Tiny, observed),
            x >= n ? 1.0 : Bisection.Zero(rate => -Excess(rate), Math.Max(observed, Tiny), 1.0 - Tiny));
    }

    private static double LogLikelihood(double x, double n, double rate) =>
        (x > 0.0 ? x * Math.Log(rate) : 0.0) + (n > x ? (n - x) * LogDomain.OfOnePlus(-rate) : 0.0);
}
