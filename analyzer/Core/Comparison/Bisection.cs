namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Where a rising function crosses zero, by halving.</summary>
internal static class Bisection
{
    private const int MostSteps = 200;

    public static double Zero(Func<double, double> rising, double low, double high)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var middle = 0.5 * (low + high);
            if (middle <= low || middle >= high)
            {
                break;
            }
            (low, high) = rising(middle) < 0.0 ? (middle, high) : (low, middle);
        }
        return 0.5 * (low + high);
    }
}
