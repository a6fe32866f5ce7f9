using System.Numerics;

namespace CanaryMesh.LoadTester.Load;

/// <summary>Times in buckets of at most 3 % width, so that a run of any length takes the same few kilobytes. A time in microseconds keeps its
/// highest bit and the five below: 1,000 µs = 0b1111101000 lies in the bucket 0b11111 shifted by 5, that is 992 to 1,023 µs.</summary>
internal sealed class LatencyHistogram
{
    private const int Kept = 5;
    private const int Steps = 1 << Kept;
    private readonly long[] _counts = new long[Steps * (64 - Kept)];

    public long Count { get; private set; }

    public void Add(TimeSpan time)
    {
        _counts[Index(Math.Max(0, (long)time.TotalMicroseconds))]++;
        Count++;
    }

    /// <summary>The upper bound of the bucket in which the given share of all times has been passed; zero without any.</summary>
    public TimeSpan Quantile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank)
            {
                return TimeSpan.FromMicroseconds(Highest(index));
            }
        }

        return TimeSpan.Zero;
    }

    private static int Index(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - Kept);
        return shift == 0 ? (int)value : (shift * Steps) + (int)(value >> shift);
    }

    private static long Highest(int index)
    {
        var shift = Math.Max(0, (index / Steps) - 1);
        return shift == 0 ? index : ((long)(index - (shift * Steps)) + 1 << shift) - 1;
    }
}
