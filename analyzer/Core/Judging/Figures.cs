using System.Globalization;
using CanaryMesh.Analyzer.Comparison;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Numbers as people read them, the same in every culture.</summary>
internal static class Figures
{
    private const int Million = 1_000_000;

    private static readonly NumberFormatInfo Spaced = new() { NumberGroupSeparator = " ", NumberDecimalDigits = 0 };

    /// <summary>A whole number, thousands apart.</summary>
    public static string Count(double number) => number.ToString("N0", Spaced);

    /// <summary>Percent of a share, two digits, towards the nearest.</summary>
    public static string Percent(double share) => Plain(Digits(100 * share, number => Math.Round(number, MidpointRounding.AwayFromZero)));

    /// <summary>Percent of the lower end of an interval: never more than it is.</summary>
    public static string Low(double share) => Plain(Digits(100 * share, Math.Floor));

    /// <summary>Percent of the upper end: never less than it is.</summary>
    public static string High(double share) => Plain(Math.Min(100, Digits(100 * share, Math.Ceiling)));

    /// <summary>How many times; never more than it is.</summary>
    public static string Times(double ratio) => ratio >= 100 ? Count(Digits(ratio, Math.Floor)) : Plain(Digits(ratio, Math.Floor));

    /// <summary>A limit or margin as it was set.</summary>
    public static string Exact(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>Three digits, as a bound of latency is read.</summary>
    public static string Milliseconds(double number) => number.ToString(number switch { < 10 => "0.##", < 100 => "0.#", _ => "0" }, CultureInfo.InvariantCulture);

    /// <summary>"1 of 1 300", and at most a million whatever the evidence.</summary>
    public static string OneOf(double logEvidence) => Odds.OneOf(logEvidence) is var odds && odds >= Million ? "1 of a million" : $"1 of {Count(odds)}";

    /// <summary>About how many; two digits.</summary>
    public static string About(double number) => Count(Math.Ceiling(Digits(number, Math.Ceiling)));

    /// <summary>"38 s", "4 min 10 s", "2 h 5 min".</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => Parts(Math.Max(0, Math.Floor(span.TotalSeconds)), "s", 0, ""),
        { TotalHours: < 1 } => Parts(span.Minutes, "min", span.Seconds, "s"),
        _ => Parts(Math.Floor(span.TotalHours), "h", span.Minutes, "min"),
    };

    /// <summary>"3 min": the larger unit alone.</summary>
    public static string AboutSpan(TimeSpan span) => span switch
    {
        { TotalSeconds: < 59.5 } => Parts(Math.Max(1, Math.Round(span.TotalSeconds)), "s", 0, ""),
        { TotalMinutes: < 59.5 } => Parts(Math.Round(span.TotalMinutes), "min", 0, ""),
        _ => Parts(Math.Round(span.TotalHours), "h", 0, ""),
    };

    private static string Parts(double large, string unit, int small, string smaller) =>
        small == 0 ? $"{Count(large)} {unit}" : $"{Count(large)} {unit} {Count(small)} {smaller}";

    private static string Plain(double number) => number.ToString("0.#########", CultureInfo.InvariantCulture);

    // In decimal: what is a round number for people must not be rounded away from itself.
    private static double Digits(double number, Func<double, double> towards)
    {
        if (number is 0 || !double.IsFinite(number))
        {
            return number;
        }

        var scale = Math.Pow(10, 1 - (int)Math.Floor(Math.Log10(Math.Abs(number))));
        var scaled = Math.Round(number * scale, 6);
        return towards(scaled) / scale;
    }
}
