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

        List<CheckResult> results = [.. judgement.Results.Select(Excused)];
        return new(results.Max(result => result.Verdict), results);
    }

    private static CheckResult Excused(CheckResult result) => result is { Verdict: Verdict.Failed, PrimaryFailsToo: true }
        ? result with { Verdict = Verdict.Inconclusive, IsShared = true, Sentence = $"{result.Sentence}; the primary fails it as well" }
        : result;
}
