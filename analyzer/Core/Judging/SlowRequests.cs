using CanaryMesh.Analyzer.Comparison;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Successes of a block that were slower than a quantile of the primary's earlier blocks.</summary>
internal static class SlowRequests
{
    /// <summary>Null where there is no limit yet, or the block says nothing of latency. The canary's limit is higher by as many buckets as
    /// <paramref name="shift"/> says of the primary's.</summary>
    public static Sums? Of(Block block, IReadOnlyList<long> past, double quantile, Func<int, int> shift)
    {
        if (block is { SlowA: <= 0 } or { SlowB: <= 0 } || LatencyLimit.Choose([.. past], quantile) is not { } limit)
        {
            return null;
        }

        var (canary, primary) = (Above(block.Canary.Latency, limit + shift(limit)), Above(block.Primary.Latency, limit));
        return new()
        {
            CanaryEvents = canary,
            CanaryRequests = block.Canary.Latency.Sum(),
            PrimaryEvents = primary,
            PrimaryRequests = block.Primary.Latency.Sum(),
            X = (double)canary / block.Burst,
            Y = (double)primary / block.Burst,
            A = block.SlowA,
            B = block.SlowB,
        };
    }

    private static long Above(IReadOnlyList<long> latency, int bucket) => latency.Skip(bucket + 1).Sum();
}
