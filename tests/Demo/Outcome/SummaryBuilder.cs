using CanaryMesh.Demo.Story;
using CanaryMesh.Load;

namespace CanaryMesh.Demo.Outcome;

/// <summary>Draws up the summary and everything that speaks against it.</summary>
internal static class SummaryBuilder
{
    public static Summary Build(Chronicle chronicle, LoadSnapshot counts, TrialResult? good, TrialResult? bad, string? broken)
    {
        var onTrial = counts.Of(Tale.Bad);
        var summary = new Summary
        {
            Faults = [],
            Seconds = Math.Round(chronicle.Elapsed.TotalSeconds, 1),
            Requests = new RequestTotals(counts.Sent, counts.Ok, counts.Failed, onTrial.Failed, counts.Lost),
            SecondsToPromote = good is null ? null : Math.Round(good.Seconds, 2),
            SecondsToRollBack = (onTrial.LastSent - onTrial.FirstFailure)?.TotalSeconds is { } seconds ? Math.Round(Math.Max(0, seconds), 3) : null,
            RolloutStatus = new RolloutStatusCodes(
                good?.RolloutStatus.ExitCode, bad?.RolloutStatus.ExitCode, bad is null ? null : Math.Round(bad.SecondsFromVerdictToStatus, 2)),
            RollbackReason = bad?.Reason,
            Steps = [.. Rows(good), .. Rows(bad)],
            LostByChapter = LostByChapter(chronicle.Chapters),
            Versions = counts.Versions,
            FirstLost = counts.FirstLost,
        };
        return summary with { Faults = [.. broken is null ? [] : new[] { broken }, .. Expectations.Unmet(summary, good, chronicle.Chapters)] };
    }

    private static IEnumerable<ShareRow> Rows(TrialResult? trial) => trial?.Steps.Select(step => ShareRow.Of(trial.Version, step)) ?? [];

    private static Dictionary<string, long> LostByChapter(IReadOnlyList<ChapterCounts> chapters)
    {
        Dictionary<string, long> lost = [];
        var before = 0L;
        foreach (var (chapter, counts) in chapters)
        {
            lost[chapter] = counts.Lost - before;
            before = counts.Lost;
        }
        return lost;
    }
}
