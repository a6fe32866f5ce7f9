using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>What a look at the checks leaves on record beside its plan, and the limits of the two outcomes that blame nobody: a team may set
/// how many looks in a row without an answer it puts up with.</summary>
internal static class TrialRecord
{
    // A list in a status that is written at every look is to stay small.
    private const int MostChecks = 32;

    internal static RolloutPlan Keep(RolloutObservation seen, Judgement judgement, RolloutPlan plan)
    {
        plan = plan with { Status = Begun(seen, plan.Status) };
        // Before the clock runs out only checks that took their step count; others would be written with each look.
        if (seen.Readings.Count == 0 || (!RolloutPlanner.IsTick(seen) && !IsTaken(seen.Status, plan.Status)))
        {
            return plan;
        }

        var (silent, broken) = Counted(seen, judgement);
        var limit = plan.Status.Phase is RolloutPhase.Progressing ? Limit(seen, judgement, silent, broken) : null;
        plan = limit ?? plan;
        return plan with
        {
            Status = plan.Status with
            {
                Checks = [.. judgement.Results.Take(MostChecks).Select(CheckRecord.Of)],
                InconclusiveChecks = silent,
                ErroredChecks = broken,
            },
        };
    }

    private static bool IsTaken(RolloutStatus before, RolloutStatus after) => (after.Phase, after.Weight) != (before.Phase, before.Weight);

    // What has no share has not begun.
    private static RolloutStatus Begun(RolloutObservation seen, RolloutStatus status) => status switch
    {
        { Phase: not RolloutPhase.Progressing } => status,
        _ when seen.Weight == 0 && !Rehearsal.HasBegun(seen) => status with { FirstWeightAt = null },
        { StepStartedAt: { } start } when seen.Status.FirstWeightAt is null => status with { FirstWeightAt = start },
        _ => status,
    };

    private static (int Silent, int Broken) Counted(RolloutObservation seen, Judgement judgement) => judgement.Verdict switch
    {
        Verdict.Passed or Verdict.Failed => (0, 0),
        // What the primary fails as well was answered, and so was what too few requests show.
        Verdict.Inconclusive when judgement.IsShared || judgement.IsUnshown => (0, 0),
        // A copy without a ready pod has a deadline of its own.
        Verdict.Inconclusive when judgement.IsEarly || seen.Copy is { Ready: 0 } => (seen.Status.InconclusiveChecks, 0),
        Verdict.Inconclusive => (seen.Status.InconclusiveChecks + 1, 0),
        Verdict.Errored => (seen.Status.InconclusiveChecks, seen.Status.ErroredChecks + 1),
    };

    private static RolloutPlan? Limit(RolloutObservation seen, Judgement judgement, int silent, int broken) => (judgement.Verdict, seen.Spec) switch
    {
        (Verdict.Inconclusive, { InconclusiveThreshold: { } most }) when silent >= most => Rollback.Of(
            seen, RolloutReason.NoData, $"{judgement.Sentence} at weight {seen.Weight}: {silent} looks in a row found no data, the inconclusiveThreshold is {most}"),
        (Verdict.Errored, { ErroredThreshold: { } most }) when broken >= most => Rollback.Of(
            seen, RolloutReason.MetricSourceDown, $"{judgement.Sentence} at weight {seen.Weight}: {broken} looks in a row had no answer, the erroredThreshold is {most}"),
        _ => null,
    };
}
