namespace CanaryMesh.Bench.Proxy;

internal static class Figures
{
    public static double Percentile(List<double> values, double share)
    {
        values.Sort();
        return values.Count == 0 ? double.NaN : values[Math.Min(values.Count - 1, (int)(values.Count * share))];
    }

    public static double Median(IEnumerable<double> values) => Percentile([.. values], 0.5);

    /// <summary>Whether chance alone explains the share, in percent, that the canary got.</summary>
    public static bool IsDrawn(double share, double asked, long requests) =>
        Math.Abs(share - asked) <= 4 * Math.Sqrt(asked * (100 - asked) / requests);
}
