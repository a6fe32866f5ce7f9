namespace CanaryMesh.Api.Evidence;

/// <summary>Sums of numbers that are known by their natural logarithms and may be too large or too small to be written out.</summary>
public static class LogDomain
{
    /// <summary>Logarithm of the sum of two numbers; negative infinity stands for 0.</summary>
    public static double Add(double first, double second)
    {
        var (low, high) = first < second ? (first, second) : (second, first);
        return double.IsNegativeInfinity(low) ? high : high + OfOnePlus(Math.Exp(low - high));
    }

    /// <summary>Logarithm of 1 + <paramref name="x"/> (above -1), exact for small numbers as well.</summary>
    public static double OfOnePlus(double x)
    {
        var sum = 1.0 + x;
        return sum is 1.0 ? x : Math.Log(sum) * x / (sum - 1.0);
    }

    /// <summary>Logarithm of the sum of all numbers; negative infinity for none.</summary>
    public static double Sum(ReadOnlySpan<double> logs)
    {
        var top = double.NegativeInfinity;
        foreach (var each in logs)
        {
            top = Math.Max(top, each);
        }
        if (double.IsNegativeInfinity(top))
        {
            return top;
        }
        var sum = 0.0;
        foreach (var each in logs)
        {
            sum += Math.Exp(each - top);
        }
        return top + Math.Log(sum);
    }
}
