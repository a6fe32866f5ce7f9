using System.Globalization;

namespace CanaryMesh.Bench.Judge.Tables;

/// <summary>What runs gave, in order; a run that gave nothing counts as later than all others.</summary>
internal sealed class Spread
{
    private readonly double[] sorted;

    public Spread(IEnumerable<double?> values) => sorted = [.. values.Select(each => each ?? double.PositiveInfinity).Order()];

    public Spread(IEnumerable<int?> values)
        : this(values.Select(each => (double?)each))
    {
    }

    public int Runs => sorted.Length;

    public int Found => sorted.Count(double.IsFinite);

    public double Median => At(0.5);

    public double P95 => At(0.95);

    public string Both => $"{Text(Median)}/{Text(P95)}";

    public static string Text(double value) => double.IsFinite(value) ? value.ToString("0.#", CultureInfo.InvariantCulture) : "never";

    /// <summary>Median and p95 of seconds, or the share of the runs that were rolled back where not all of them were.</summary>
    public string Cell => Found == Runs ? $"{Both} s" : Found == 0 ? "0 %" : $"{Percent.Of(Found, Runs)} ({Text(sorted[(Found - 1) / 2])} s)";

    private double At(double quantile) => sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1];
}
