using System.Globalization;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Failed windows of the built-in checks where limits are read as evidence: one failure in a few requests breaks any limit, so the
/// requests of the trial say whether it ends now, waits or goes on. Where none of them says anything, the check counts as ever.</summary>
internal static class ShownLimits
{
    internal static Judgement Read(RolloutObservation seen, Judgement judgement)
    {
        if (judgement.Verdict is not Verdict.Failed || seen is not { Spec.Judging.Limits: LimitReading.Evidence, Comparison.Limits: { Count: > 0 } limits })
        {
            return judgement;
        }

        List<CheckResult> results = [.. judgement.Results.Select(result => Read(result, limits))];
        return new(results.Max(result => result.Verdict), results);
    }

    internal static RolloutPlan? Ended(RolloutObservation seen, Judgement judgement) => judgement.IsShown
        ? Rollback.Of(
            seen with { Status = seen.Status with { FailedChecks = seen.Status.FailedChecks + 1 } },
            RolloutReason.ChecksFailed,
            $"At weight {seen.Weight} {string.Join("; ", judgement.Results.Where(result => result.IsShown).Select(result => result.Sentence))}")
        : null;

    private static CheckResult Read(CheckResult result, IReadOnlyList<LimitFinding> limits) =>
        result is { Verdict: Verdict.Failed, Limit: { } limit } && limits.FirstOrDefault(each => each.Limit == limit) is { } found ? Read(result, found) : result;

    // Lanes and load tests are in a window and in no trial: failures that the trial has not met are not its to excuse.
    private static bool Speaks(LimitFinding found) => found is { Requests: > 0, Events: > 0 };

    // A version that would hold for ever at its limit, never shown beyond it, would wait for a person.
    private static CheckResult Read(CheckResult result, LimitFinding found) => found switch
    {
        { HasWarmUp: true } when !Speaks(found) => result with { Verdict = Verdict.Inconclusive, IsUnshown = true, Sentence = $"{result.Sentence} while its pods were warming up; held" },
        _ when !Speaks(found) => result,
        { IsShownBroken: true } => result with { IsShown = true, Sentence = $"{result.Sentence}: {Shown(found)}" },
        { Chance: < Suspicion.LeastChance } => result with { Verdict = Verdict.Inconclusive, IsUnshown = true, Sentence = $"{result.Sentence}, which {Unshown(found)} not show yet; held" },
        _ => result with { Verdict = Verdict.Passed, Sentence = $"{result.Sentence}, which {Unshown(found)} not show" },
    };

    private static string Shown(LimitFinding found) => string.Create(
        CultureInfo.InvariantCulture,
        $"{found.Events} of {found.Requests} requests {(IsRate(found) ? "failed" : $"took longer than {found.Limit.Bound:0.##} ms")}, shown to be more than {100 * found.Limit.Tolerated:0.####} %");

    private static string Unshown(LimitFinding found)
    {
        var isOne = found.Events == 1;
        var events = IsRate(found) ? isOne ? "failure" : "failures" : isOne ? "slow request" : "slow requests";
        return string.Create(CultureInfo.InvariantCulture, $"{found.Events} {events} of {found.Requests} {(isOne ? "does" : "do")}");
    }

    private static bool IsRate(LimitFinding found) => found.Limit.Kind is CheckKind.SuccessRate;
}
