using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryMesh.Cluster.Schemas;

/// <summary>Amounts such as 500m, 1Gi and 1e3.</summary>
internal static partial class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Binary =
        [("Ei", 1152921504606846976m), ("Pi", 1125899906842624m), ("Ti", 1099511627776m), ("Gi", 1073741824m), ("Mi", 1048576m), ("Ki", 1024m)];

    private static readonly (string Suffix, decimal Factor)[] Decimal =
    [
        ("E", 1e18m), ("P", 1e15m), ("T", 1e12m), ("G", 1e9m), ("M", 1e6m), ("k", 1e3m), ("", 1m), ("m", 1e-3m), ("u", 1e-6m), ("n", 1e-9m),
    ];

    public static decimal? Value(string text) => Parse(text)?.Value;

    public static string? Canonical(string text)
    {
        if (Parse(text) is not var (value, style))
        {
            return null;
        }

        if (style == 'b' && (value < 1024m || value != decimal.Truncate(value)))
        {
            style = 'd';
        }

        return value == 0m ? "0" : style switch
        {
            'b' => Write(value, [.. Binary, ("", 1m)]),
            'e' => Exponent(value),
            _ => Write(value, Decimal),
        };
    }

    /// <summary>A value written in the style of another quantity.</summary>
    public static string Format(decimal value, string like) =>
        Parse(like) is (_, 'b') && value >= 1024m ? Write(value, [.. Binary, ("", 1m)]) : Write(value, Decimal);

    private static string Write(decimal value, (string Suffix, decimal Factor)[] scale)
    {
        foreach (var (suffix, factor) in scale)
        {
            var scaled = value / factor;
            if (scaled == decimal.Truncate(scaled))
            {
                return decimal.Truncate(scaled).ToString(CultureInfo.InvariantCulture) + suffix;
            }
        }

        return Math.Ceiling(value / 1e-9m).ToString(CultureInfo.InvariantCulture) + "n";
    }

    private static string Exponent(decimal value)
    {
        for (var power = 18; power > 0; power -= 3)
        {
            var scaled = value / (decimal)Math.Pow(10, power);
            if (scaled == decimal.Truncate(scaled))
            {
                return decimal.Truncate(scaled).ToString(CultureInfo.InvariantCulture) + "e" + power.ToString(CultureInfo.InvariantCulture);
            }
        }

        return Write(value, Decimal);
    }

    private static (decimal Value, char Style)? Parse(string text)
    {
        var m = Pattern().Match(text);
        if (!m.Success || !decimal.TryParse(m.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var suffix = m.Groups[2].Value;
        if (suffix.Length > 1 && suffix[0] is 'e' or 'E' && int.TryParse(suffix.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power))
        {
            return Math.Abs(power) <= 18 ? (number * (decimal)Math.Pow(10, power), 'e') : null;
        }

        if (Array.FindIndex(Binary, b => b.Suffix == suffix) is >= 0 and var i)
        {
            return (number * Binary[i].Factor, 'b');
        }

        return Array.FindIndex(Decimal, d => d.Suffix == suffix) is >= 0 and var j ? (number * Decimal[j].Factor, 'd') : null;
    }

    [GeneratedRegex("^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$")]
    private static partial Regex Pattern();
}
