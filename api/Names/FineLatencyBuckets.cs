namespace CanaryMesh.Api.Names;

/// <summary>Bounds of the histograms by which versions are compared: eighth steps of powers of two from 1 ms to 65 s, each 9 % above the one
/// before, and +Inf. Fine enough to tell a version that is 10 % slower; sent sparse.</summary>
public static class FineLatencyBuckets
{
    private const int Last = 128;
    private const double PerDoubling = 8;
    private static readonly long[] Bounds = [.. Enumerable.Range(0, Last + 1).Select(index => (long)Math.Round(1000 * Math.Pow(2, index / PerDoubling)))];

    /// <summary>Upper bounds in microseconds, ascending; +Inf follows as one more bucket.</summary>
    public static ReadOnlySpan<long> BoundsMicroseconds => Bounds;

    /// <summary>Number of counts in a histogram, the +Inf bucket included.</summary>
    public static int Count => Bounds.Length + 1;

    /// <summary>Index of the bucket that holds a latency: the first bound ≥ it.</summary>
    public static int IndexOf(long microseconds)
    {
        var index = Array.BinarySearch(Bounds, microseconds);
        return index < 0 ? ~index : index;
    }
}
