using System.Globalization;

namespace CanaryMesh.Api.Annotations;

/// <summary>How many more errors than the primary a version may have, as a team writes it: so many times as many, and so many points of the
/// requests more, e.g. 1.1+0.02.</summary>
public sealed record ErrorMargin(decimal Ratio, decimal Points)
{
    private const int Longest = 24;

    /// <summary>What completes "must be".</summary>
    public const string Words = "a ratio from 1 to 100, a plus and percentage points from 0 to 100, such as 1.1+0.02";

    /// <summary>Null if the text is none.</summary>
    public static ErrorMargin? Parse(string? text) =>
        text is { Length: <= Longest } && text.Split('+') is [var ratio, var points] && Number(ratio) is { } times && Number(points) is { } more && IsRatio(times) && IsPoints(more)
            ? new(times, more)
            : null;

    /// <summary>Whether a version may have so many times as many errors.</summary>
    public static bool IsRatio(decimal ratio) => ratio is >= 1 and <= 100;

    /// <summary>Whether a version may have so many points more.</summary>
    public static bool IsPoints(decimal points) => points is >= 0 and <= 100;

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
