namespace CanaryMesh.Api.Evidence;

/// <summary>Natural logarithms of the gamma and beta functions for positive arguments.</summary>
public static class LogGamma
{
    private const double HalfLogOfTwoPi = 0.9189385332046727;

    // From here on the series is exact to about 1e-13.
    private const double LeastOfTheSeries = 12.0;

    /// <summary>Logarithm of the gamma function at <paramref name="x"/> (positive); infinite at 0.</summary>
    public static double At(double x)
    {
        var shift = 0.0;
        for (; x < LeastOfTheSeries; x++)
        {
            if (x <= 0.0)
            {
                return x is 0.0 ? double.PositiveInfinity : double.NaN;
            }
            shift += Math.Log(x);
        }
        var square = x * x;
        var tail = (1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (1.0 / (1680 * square))) / square)) / square);
        return ((x - 0.5) * Math.Log(x)) - x + HalfLogOfTwoPi + (tail / x) - shift;
    }

    /// <summary>Logarithm of the beta function of <paramref name="p"/> and <paramref name="q"/>, both positive.</summary>
    public static double Beta(double p, double q) => At(p) + At(q) - At(p + q);
}
