using System.Globalization;

namespace CanaryMesh.Webhook.Admission;

/// <summary>How long an answer may take: the server's ?timeout= less a margin for the way back.</summary>
internal static class ReviewDeadline
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static TimeSpan Of(string? timeout)
    {
        var given = Seconds(timeout) is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : Default;
        var whole = given < Longest ? given : Longest;
        return whole - (whole / 5);
    }

    // Always whole seconds from a real server; other forms of a Go duration fall back to the default.
    private static double? Seconds(string? text) =>
        text is { Length: > 1 } && text.EndsWith('s')
        && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;
}
