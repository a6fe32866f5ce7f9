namespace CanaryMesh.Load;

/// <summary>Latencies in buckets 5 % apart, so a quantile is known to 5 % whatever the number of requests.</summary>
internal sealed class LatencyHistogram
{
    private const double Growth = 1.05;
    private const double SmallestMilliseconds = 0.05;
    private readonly long[] _buckets = new long[400];
    private long _total;

    public void Add(TimeSpan latency)
    {
        var ratio = Math.Max(latency.TotalMilliseconds, SmallestMilliseconds) / SmallestMilliseconds;
        _buckets[Math.Min((int)(Math.Log(ratio) / Math.Log(Growth)), _buckets.Length - 1)]++;
        _total++;
    }

    /// <summary>Upper bound, in milliseconds, of the bucket that holds the quantile; null before the first request.</summary>
    public double? Quantile(double q)
    {
        var rank = (long)Math.Ceiling(q * _total);
        var seen = 0L;
        for (var i = 0; i < _buckets.Length && _total > 0; i++)
        {
            seen += _buckets[i];
            if (seen >= rank && _buckets[i] > 0)
            {
                return SmallestMilliseconds * Math.Pow(Growth, i + 1);
            }
        }
        return null;
    }
}
