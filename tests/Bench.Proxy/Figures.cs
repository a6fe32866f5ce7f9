namespace CanaryMesh.Bench.Proxy;

internal static class Figures
{
    public static double Percentile(List<double> values, double share)
    {
        values.Sort();
        return values.Count == 0 ? double.NaN : values[Math.Min(values.Count - 1, (int)(values.Count * share))];
    }

    public static double Median(IEnumerable<double> values) => Percentile([.. values], 0.5);
}
