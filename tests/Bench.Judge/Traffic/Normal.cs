namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>The normal distribution's tail, by its series near the middle and its continued fraction outside.</summary>
internal static class Normal
{
    private const double SeriesUntil = 3;

    /// <summary>The chance of a value of at least z.</summary>
    public static double Above(double z) => z < 0 ? 1 - Above(-z) : z < SeriesUntil ? 0.5 - FromMiddle(z) : Tail(z);

    public static double Below(double z) => Above(-z);

    private static double FromMiddle(double z)
    {
        double term = z, sum = z;
        for (var odd = 3; term > sum * 1e-17; odd += 2)
        {
            term *= z * z / odd;
            sum += term;
        }

        return sum * Density(z);
    }

    private static double Tail(double z)
    {
        var fraction = z;
        for (var level = 60; level > 0; level--)
        {
            fraction = z + (level / fraction);
        }

        return Density(z) / fraction;
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
}
