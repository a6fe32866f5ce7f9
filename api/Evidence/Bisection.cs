namespace CanaryMesh.Api.Evidence;

/// <summary>Where a rising function crosses zero, by halving.</summary>
public static class Bisection
{
    private const int MostSteps = 200;

    /// <summary>Where it is zero between <paramref name="low"/> and <paramref name="high"/>, to the last digit.</summary>
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
