using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Checks that the primary fails as well: the version is not to blame for them, and waits. Whoever looks worse beside it is not excused.</summary>
internal static class SharedCauses
{
    internal static Judgement Excused(RolloutObservation seen, Judgement judgement)
    {
        if (seen.Spec.Judging.SharedCause is not SharedCause.Hold || judgement.Verdict is not Verdict.Failed || seen.Comparison is { Why: RulingReason.Suspicious or RulingReason.GuardAlarm })
        {
            return judgement;
        }

        List<CheckResult> results = [.. judgement.Results.Select(result => Excused(result, seen.Comparison is { IsShownSafe: true } && IsUsual(seen, result)))];
        return new(results.Max(result => result.Verdict), results);
    }

    // An outage ends. A primary that never keeps the limit would hold every version for ever, also one that is shown not to be worse.
    private static bool IsUsual(RolloutObservation seen, CheckResult result) => result.Limit switch
    {
        { Kind: CheckKind.RequestDuration } => true,
        { Kind: CheckKind.SuccessRate } limit => seen.Status.Traffic is { } usual && usual.At < seen.Status.TrialStartedAt && usual.Errors > limit.Tolerated,
        _ => false,
    };

    private static CheckResult Excused(CheckResult result, bool isProven) => result is { Verdict: Verdict.Failed, PrimaryFailsToo: true }
        ? result with { Verdict = isProven ? Verdict.Passed : Verdict.Inconclusive, IsShared = !isProven, Sentence = $"{result.Sentence}; the primary fails it as well" }
        : result;
}
