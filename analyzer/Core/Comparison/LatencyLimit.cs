namespace CanaryMesh.Analyzer.Comparison;

/// <summary>The limit that divides slow requests from the rest, taken from requests of the past.</summary>
public static class LatencyLimit
{
    /// <summary>Fewer requests than this tell nothing of a distribution.</summary>
    public const int FewestRequests = 20;

    /// <summary>The bucket whose upper end is nearest to the <paramref name="level"/> quantile (0 to 1) of <paramref name="past"/>, measured in requests,
    /// the lower one of two; null while there are too few. Never an empty bucket, nor one with no request above it.</summary>
    public static int? Choose(ReadOnlySpan<long> past, double level)
    {
        var all = Total(past);
        if (all < FewestRequests)
        {
            return null;
        }
        var wanted = level * all;
        var (best, gap, below) = ((int?)null, double.PositiveInfinity, 0L);
        for (var i = 0; i < past.Length - 1 && below <= wanted; i++)
        {
            below += past[i];
            if (past[i] > 0 && below < all && Math.Abs(below - wanted) < gap)
            {
                (best, gap) = (i, Math.Abs(below - wanted));
            }
        }
        return best;
    }

    /// <summary>Number of requests in all <paramref name="buckets"/>.</summary>
    internal static long Total(ReadOnlySpan<long> buckets)
    {
        var sum = 0L;
        foreach (var each in buckets)
        {
            sum += each;
        }
        return sum;
    }
}
