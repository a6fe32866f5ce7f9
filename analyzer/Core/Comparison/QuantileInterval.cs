using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>In which buckets a quantile may lie: not in one before <see cref="First"/>, nor in one after <see cref="Last"/>.</summary>
public readonly record struct QuantileInterval(int First, int Last)
{
    private const double Strength = 10.0;

    /// <summary>Buckets that may hold the quantile <paramref name="q"/> (0 to 1, both out) of requests counted by bucket.
    /// The truth is ever outside with a chance of at most <paramref name="alpha"/>.</summary>
    public static QuantileInterval Of(ReadOnlySpan<long> counts, double q, double alpha = 0.05)
    {
        var all = LatencyLimit.Total(counts);
        var (first, last) = (0, counts.Length - 1);
        if (all is 0)
        {
            return new(first, last);
        }
        var below = 0L;
        for (var i = 0; i < counts.Length - 1; i++)
        {
            below += counts[i];
            if (LogValue(below, all, q) < -Math.Log(alpha))
            {
                continue;
            }
            if (below > q * all)
            {
                return new(first, i);
            }
            first = i + 1;
        }
        return new(first, last);
    }

    private static double LogValue(long below, long all, double q)
    {
        var (p0, q0) = (Strength * q, Strength * (1.0 - q));
        return LogGamma.Beta(p0 + below, q0 + (all - below)) - LogGamma.Beta(p0, q0)
            - (below * Math.Log(q)) - ((all - below) * LogDomain.OfOnePlus(-q));
    }
}
