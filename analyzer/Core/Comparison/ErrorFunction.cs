namespace CanaryMesh.Analyzer.Comparison;

/// <summary>The complementary error function, which the runtime does not have.</summary>
internal static class ErrorFunction
{
    private const double Far = 2.0;
    private const int Terms = 80;

    /// <summary>1 − erf(x), exact to about 1e-13 of itself.</summary>
    public static double Complement(double x) => x switch
    {
        < 0.0 => 2.0 - Complement(-x),
        < Far => 1.0 - Near(x),
        _ => Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * Fraction(x)),
    };

    // erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1))
    private static double Near(double x)
    {
        var (sum, term) = (x, x);
        for (var n = 1; n < Terms; n++)
        {
            term *= 2.0 * x * x / ((2 * n) + 1);
            sum += term;
        }
        return 2.0 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // x + ½/(x + 1/(x + 1½/(x + …)))
    private static double Fraction(double x)
    {
        var fraction = x;
        for (var n = Terms; n > 0; n--)
        {
            fraction = x + (0.5 * n / fraction);
        }
        return fraction;
    }
}
