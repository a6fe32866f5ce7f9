namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>Upper limits of a histogram's buckets in milliseconds, and how the finest common buckets fold into them.</summary>
internal sealed class Buckets
{
    private static readonly double[] FineLimits = [.. Enumerable.Range(0, 129).Select(index => Math.Pow(2, index / 8.0))];
    private static readonly double[] ClientLimits = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000];
    private static readonly double[] MeshLimits = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000];

    private readonly int[] into;

    private Buckets(double[] limits)
    {
        Limits = limits;
        into = [.. Common.Prepend(0).Select(lower => limits.Count(limit => limit <= lower))];
    }

    /// <summary>All limits of all three, between which requests are drawn.</summary>
    public static IReadOnlyList<double> Common { get; } = [.. FineLimits.Union(ClientLimits).Union(MeshLimits).Order()];

    /// <summary>9 % wide, 1 ms to 65 s: our proxies.</summary>
    public static Buckets Fine { get; } = new(FineLimits);

    /// <summary>The defaults of Prometheus' client libraries.</summary>
    public static Buckets Client { get; } = new(ClientLimits);

    /// <summary>Istio's.</summary>
    public static Buckets Mesh { get; } = new(MeshLimits);

    public IReadOnlyList<double> Limits { get; }

    public int Count => Limits.Count + 1;

    public long[] Fold(long[] common)
    {
        var folded = new long[Count];
        for (var index = 0; index < common.Length; index++)
        {
            folded[into[index]] += common[index];
        }

        return folded;
    }

    /// <summary>What histogram_quantile of Prometheus answers; NaN without requests.</summary>
    public double Quantile(long[] counts, double level)
    {
        var total = counts.Sum();
        if (total == 0)
        {
            return double.NaN;
        }

        double wanted = level * total, below = 0;
        for (var index = 0; index < Limits.Count; index++)
        {
            if (below + counts[index] >= wanted && counts[index] > 0)
            {
                var lower = index > 0 ? Limits[index - 1] : 0;
                return lower + ((Limits[index] - lower) * (wanted - below) / counts[index]);
            }

            below += counts[index];
        }

        return Limits[^1];
    }
}
