using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryMesh.Api.Values;

/// <summary>Kubernetes quantities, as far as requests and limits need them.</summary>
public static partial class Quantities
{
    /// <summary>Whether it is a quantity above zero.</summary>
    public static bool IsPositive(string text) => Value(text) > 0;

    /// <summary>The larger of two; the first where one is no quantity.</summary>
    public static string Larger(string one, string other) => Value(other) > Value(one) ? other : one;

    /// <summary>The number that it is; null if it is none.</summary>
    public static decimal? Value(string text) =>
        text.Length <= 32 && Form().Match(text) is { Success: true } match
        && decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * Unit(match.Groups["unit"].Value)
            : null;

    private static decimal Unit(string unit) => unit switch
    {
        "m" => 0.001m,
        "k" => 1_000m,
        "M" => 1_000_000m,
        "G" => 1_000_000_000m,
        "T" => 1_000_000_000_000m,
        "Ki" => 1L << 10,
        "Mi" => 1L << 20,
        "Gi" => 1L << 30,
        "Ti" => 1L << 40,
        _ => 1,
    };

    [GeneratedRegex(@"^(?<number>[0-9]{1,15}(\.[0-9]{1,9})?)(?<unit>m|k|M|G|T|Ki|Mi|Gi|Ti)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
