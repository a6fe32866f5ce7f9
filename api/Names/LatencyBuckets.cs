namespace CanaryMesh.Api.Names;

/// <summary>Bounds of every latency histogram, in reports and in metrics: half steps of powers of two from 0.25 ms to 49 s, and +Inf.
/// Fine enough for margins of ±20 % around any level, few enough for 37 longs a series.</summary>
public static class LatencyBuckets
{
    /// <summary>Upper bounds in microseconds, ascending; +Inf follows as one more bucket.</summary>
    public static ReadOnlySpan<long> BoundsMicroseconds => Bounds;

    /// <summary>Number of counts in a histogram, the +Inf bucket included.</summary>
    public static int Count => Bounds.Length + 1;

    private static readonly long[] Bounds = Make();

    /// <summary>Index of the bucket that holds a latency: the first bound ≥ it.</summary>
    public static int IndexOf(long microseconds)
    {
        var index = Array.BinarySearch(Bounds, microseconds);
        return index < 0 ? ~index : index;
    }

    private static long[] Make()
    {
        var bounds = new List<long>();
        for (var bound = 250L; bound <= 64_000_000L; bound *= 2)
        {
            bounds.Add(bound);
            bounds.Add(bound + (bound / 2));
        }

        return [.. bounds];
    }
}
