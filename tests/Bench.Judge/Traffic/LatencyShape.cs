namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>Log-normal around a median in milliseconds; a share of the requests is some factor slower still.</summary>
internal sealed record LatencyShape(double Median, double Tail = 0, double Factor = 1)
{
    private const double Sigma = 0.6;
    private const double SlowShare = 0.03;

    public LatencyShape Slower(double scale) => this with { Median = Median * scale };

    /// <summary>Three requests in a hundred slowed so that p99 rises by a ratio and the median hardly moves.</summary>
    public LatencyShape SlowerTail(double ratio)
    {
        var target = Quantile(0.99) * ratio;
        return this with { Tail = SlowShare, Factor = Search(1, 1000, factor => (this with { Tail = SlowShare, Factor = factor }).Quantile(0.99) < target) };
    }

    public double Below(double milliseconds) => milliseconds <= 0
        ? 0
        : ((1 - Tail) * Normal.Below(Math.Log(milliseconds / Median) / Sigma)) + (Tail * Normal.Below(Math.Log(milliseconds / (Median * Factor)) / Sigma));

    public double Quantile(double level) => Search(1e-3, 1e7, milliseconds => Below(milliseconds) < level);

    /// <summary>The chance of each bucket, the open one last.</summary>
    public double[] Masses(IReadOnlyList<double> bounds) =>
        [.. Enumerable.Range(0, bounds.Count + 1).Select(index =>
            Math.Max(0, (index < bounds.Count ? Below(bounds[index]) : 1) - (index > 0 ? Below(bounds[index - 1]) : 0)))];

    private static double Search(double low, double high, Func<double, bool> tooLow)
    {
        for (var step = 0; step < 80; step++)
        {
            var middle = Math.Sqrt(low * high);
            (low, high) = tooLow(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }
}
