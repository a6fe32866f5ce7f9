using System.Globalization;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>One sentence of a record, the same in status, event, alert, log and command line: counts first, then shares with their intervals,
/// then the odds in words.</summary>
public static class VerdictSentence
{
    /// <summary>Why a version was rolled back by comparison, <paramref name="since"/> it got the weight in percent.</summary>
    public static string RolledBack(DateTimeOffset at, TimeSpan since, int weight, Finding finding, double logEvidence) =>
        $"Rolled back at {Clock(at)}, {Figures.Span(since)} after {weight} %: {Compared(finding)}. {Tolerated(finding)} would look this bad in fewer than {Figures.OneOf(logEvidence)} releases.";

    /// <summary>A step that was taken on proof.</summary>
    public static string ShownSafe(int weight, Finding finding) =>
        $"Shown not worse at {weight} %: {Compared(finding)}, and not {Words(finding)}.";

    /// <summary>A step that the clock took.</summary>
    public static string NotShownBad(int weight, Finding finding) => $"Not shown safe at {weight} %, only not shown bad: {Compared(finding)}.";

    /// <summary>A step that waits because the canary looks worse.</summary>
    public static string Suspicious(int weight, Finding finding, Meter meter) => $"Held at {weight} %: {Compared(finding)}; {Harm(meter)}.";

    /// <summary>Where the evidence stands while a step runs.</summary>
    public static string Running(Meter meter) => meter switch
    {
        { RequestsLeft: <= 0 } => $"{Harm(meter)}; shown not worse",
        { RequestsLeft: { } left, RequestRate: > 0 } =>
            $"{Harm(meter)}; about {Figures.About(left)} more canary requests (≈ {Figures.AboutSpan(Time(left / meter.RequestRate))} at the present rate) until shown not worse",
        { RequestsLeft: { } left } => $"{Harm(meter)}; about {Figures.About(left)} more canary requests until shown not worse",
        { Outlook: Outlook.Never } => $"{Harm(meter)}; as it looks now it will not be shown not worse",
        { Outlook: Outlook.NoRequestsYet } => $"{Harm(meter)}; one side has had no request at this weight yet",
        { Outlook: Outlook.UsersAreKept } => $"{Harm(meter)}; users are kept on a side, so nothing is shown",
        _ => Harm(meter),
    };

    /// <summary>One side in figures, e.g. 9 of 240 (3.8 %, between 0.9 and 9.6).</summary>
    public static string Of(SideFigures side) => $"{Counts(side)} {Shares(side)}";

    private static string Harm(Meter meter) => $"evidence {Part(meter.LogEvidence, meter.LogNeeded)} of {Figures.Count(Math.Round(Math.Exp(meter.LogNeeded)))}";

    // On a scale from 1: less evidence than none is none.
    private static string Part(double log, double most) => Figures.Count(Math.Floor(Math.Exp(Math.Clamp(log, 0, most)) + 1e-9));

    private static string Compared(Finding finding)
    {
        var worse = finding.RatioLow > finding.Margin.Ratio ? $": at least {Figures.Times(finding.RatioLow)} times worse" : "";
        return $"{Counts(finding.Canary)} requests {finding.Event} on {finding.Canary.Name} {Shares(finding.Canary)}, {Counts(finding.Primary)} on {finding.Primary.Name} {Shares(finding.Primary)}{worse}";
    }

    private static string Counts(SideFigures side) => $"{Figures.Count(side.Events)} of {Figures.Count(side.Requests)}";

    private static string Shares(SideFigures side) => side.Requests == 0
        ? "(no share)"
        : $"({Figures.Percent((double)side.Events / side.Requests)} %, between {Figures.Low(side.Low)} and {Figures.High(side.High)})";

    private static string Tolerated(Finding finding) => finding.Margin == Margin.None ? "A version no worse" : $"A version no more than {Words(finding, "worse")}";

    private static string Words(Finding finding) => $"more than {Words(finding, "worse")}";

    private static string Words(Finding finding, string worse)
    {
        var added = finding.Margin.Added > 0 ? $" and {Figures.Exact(100 * finding.Margin.Added)} points" : "";
        return $"{Figures.Exact(finding.Margin.Ratio)} times{added} {worse}";
    }

    private static TimeSpan Time(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, 30 * 86400.0));

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
