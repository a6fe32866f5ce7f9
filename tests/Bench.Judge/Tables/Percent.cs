using System.Globalization;

namespace CanaryMesh.Bench.Judge.Tables;

/// <summary>Shares as people read them.</summary>
internal static class Percent
{
    private const double TwoSided95 = 1.96;

    public static string Of(int part, int whole) => Of((double)part / whole);

    // Whole points from ten on, except where they would make all of nearly all.
    public static string Of(double share) => (100 * share).ToString(
        share switch
        {
            0 or (>= 0.0995 and <= 0.995) or 1 => "0",
            < 0.00995 => "0.0#",
            _ => "0.#",
        },
        CultureInfo.InvariantCulture) + " %";

    /// <summary>Upper end of the 95 % interval (Wilson) of a share.</summary>
    public static double Highest(int part, int whole)
    {
        double n = whole, share = part / n;
        const double square = TwoSided95 * TwoSided95;
        return (share + (square / (2 * n)) + (TwoSided95 * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n * n))))) / (1 + (square / n));
    }
}
