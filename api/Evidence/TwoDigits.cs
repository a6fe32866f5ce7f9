namespace CanaryMesh.Api.Evidence;

/// <summary>Numbers to two digits: exact enough for people, and the same as long as nothing much changes.</summary>
public static class TwoDigits
{
    // What is a round number for people must not be rounded away from itself.
    private const int Exact = 6;

    /// <summary>The nearest number of two digits: 0.0333 is 0.033, 1250 is 1200 or 1300.</summary>
    public static double Of(double number) => Cut(number, Math.Round);

    /// <summary>The largest number of two digits that is not above it: 99.9 is 99.</summary>
    public static double AtMost(double number) => Cut(number, Math.Floor);

    private static double Cut(double number, Func<double, double> towards)
    {
        if (number is 0.0 || !double.IsFinite(number))
        {
            return number;
        }

        var places = (int)Math.Floor(Math.Log10(Math.Abs(number))) - 1;
        var power = Math.Pow(10.0, Math.Abs(places));
        return places > 0 ? towards(Math.Round(number / power, Exact)) * power : towards(Math.Round(number * power, Exact)) / power;
    }
}
