using CanaryMesh.Analyzer.Control;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>What the proxies counted of a canary in a time: a client that went away blames nobody.</summary>
internal sealed record CanaryCounts(long Success, long Total, IReadOnlyList<long> Latency)
{
    private const double Quantile = 0.99;

    /// <summary>Sums of cells as <see cref="SideCounts"/> orders them.</summary>
    public static CanaryCounts Of(long[] now, long[]? before)
    {
        long Grown(int cell) => Math.Max(0, now[cell] - (before?[cell] ?? 0));
        var success = Grown(3);
        return new(success, success + Grown(4) + Grown(5) + Grown(6) + Grown(7), [.. Enumerable.Range(SideCounts.Scalars, LatencyBuckets.Count).Select(Grown)])
        {
            Seen = Math.Max(Grown(0) - Grown(2), Grown(1)),
            Primary = now.Length > SideCounts.CellCount ? Grown(SideCounts.CellCount + 1) : 0,
        };
    }

    /// <summary>The same of the primary, whose cells stand behind those of the canary.</summary>
    public static CanaryCounts OfPrimary(long[] now, long[]? before) => Of(now[SideCounts.CellCount..], before?[SideCounts.CellCount..]);

    /// <summary>Requests that were sent there or ended there, whatever became of them. Those that never arrived were not.</summary>
    public long Seen { get; init; }

    /// <summary>Requests of the primary in the same time.</summary>
    public long Primary { get; init; }

    /// <summary>Percent; null if nothing ended.</summary>
    public double? SuccessRate => Total > 0 ? 100.0 * Success / Total : null;

    /// <summary>Milliseconds; null if nothing was answered. As Prometheus reckons it: evenly spread within a bucket, and the largest bound beyond.</summary>
    public double? P99
    {
        get
        {
            var all = Latency.Sum();
            var (below, rank) = (0L, Quantile * all);
            for (var index = 0; all > 0 && index < LatencyBuckets.BoundsMicroseconds.Length; index++)
            {
                if (below + Latency[index] >= rank)
                {
                    var from = index == 0 ? 0 : LatencyBuckets.BoundsMicroseconds[index - 1];
                    return (from + ((LatencyBuckets.BoundsMicroseconds[index] - from) * (rank - below) / Latency[index])) / 1000.0;
                }

                below += Latency[index];
            }

            return all > 0 ? LatencyBuckets.BoundsMicroseconds[^1] / 1000.0 : null;
        }
    }
}
