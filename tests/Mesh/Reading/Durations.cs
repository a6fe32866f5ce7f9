using System.Globalization;
using System.Text.RegularExpressions;

namespace CanaryMesh.Mesh.Reading;

/// <summary>Go's durations, as 1m30s or 250ms.</summary>
internal static partial class Durations
{
    /// <summary>Null for none, and for zero, which both APIs take for "never".</summary>
    public static TimeSpan? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var whole = Form().Match(text);
        if (!whole.Success)
        {
            throw new BadObjectException($"'{text}' is no duration");
        }
        var ticks = whole.Groups["part"].Captures.Sum(part => Ticks(part.Value));
        return ticks == 0 ? null : TimeSpan.FromTicks((long)ticks);
    }

    private static double Ticks(string part)
    {
        var unit = part.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
        var number = double.Parse(part[..^unit.Length], CultureInfo.InvariantCulture);
        return number * unit switch
        {
            "h" => TimeSpan.TicksPerHour,
            "m" => TimeSpan.TicksPerMinute,
            "s" => TimeSpan.TicksPerSecond,
            "ms" => TimeSpan.TicksPerMillisecond,
            _ => TimeSpan.TicksPerMicrosecond,
        };
    }

    [GeneratedRegex(@"^(?<part>\d+(?:\.\d+)?(?:h|ms|m|s|us|µs))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
