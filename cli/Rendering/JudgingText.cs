using System.Globalization;
using CanaryMesh.Cli.Rollouts;

namespace CanaryMesh.Cli.Rendering;

/// <summary>Where the comparison of a running trial stands, in words.</summary>
internal static class JudgingText
{
    private static readonly NumberFormatInfo Spaced = new() { NumberGroupSeparator = " ", NumberDecimalDigits = 0 };

    internal static IEnumerable<(string Label, string Text)> Lines(RolloutView view)
    {
        if (view.Judging is { } judging)
        {
            yield return ("Evidence", $"{Number(judging.Evidence)} of {Number(judging.EvidenceNeeded)} that it is worse; {Number(judging.Proof)} of {Number(judging.ProofNeeded)} that it is not");
            yield return ("Needs", Needs(judging));
            if (Notices(judging) is { } notices)
            {
                yield return ("Notices", notices);
            }
        }
        if (view.Traffic is { } traffic)
        {
            yield return ("Traffic", $"usually {Number(traffic.RequestsPerSecond)} requests per second, {Number(traffic.ErrorPercent)} % errors");
        }
    }

    private static string Needs(JudgingView judging) => judging switch
    {
        { RequestsLeft: <= 0 } => "nothing more: shown not worse at this weight",
        { RequestsLeft: { } left, MinutesLeft: { } minutes } => $"about {Number(left)} more canary requests (≈ {Time(minutes)} at the present rate) until shown not worse",
        { RequestsLeft: { } left } => $"about {Number(left)} more canary requests until shown not worse",
        { Outlook: "NoRequestsYet" } => "not known yet: one side has had no request at this weight",
        { Outlook: "UsersAreKept" } => "nothing that could be counted: users are kept on a side, and nothing is compared",
        _ => "more than requests: as it looks now it will not be shown not worse",
    };

    private static string? Notices(JudgingView judging) => judging switch
    {
        { NoticesNothing: true } => "nothing: too few requests to find even a version that fails each of them",
        { SmallestNoticed: { } times } => $"{Number(times)} times more errors or worse",
        { SmallestNoticedPercent: { } percent } => $"{Number(percent)} % errors or more",
        _ => null,
    };

    private static string Time(double minutes) => minutes switch
    {
        < 1 => $"{Number(Math.Max(1, Math.Round(minutes * 60)))} s",
        < 60 => $"{Number(Math.Round(minutes))} min",
        _ => $"{Number(Math.Round(minutes / 60))} h",
    };

    private static string Number(double number) => number >= 100 ? number.ToString("N0", Spaced) : number.ToString("0.####", CultureInfo.InvariantCulture);
}
