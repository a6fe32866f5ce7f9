using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>How long a step has been held at its weight. No hold ends by itself; where a team says how long one may last, people are told once,
/// or the trial ends. What waits for people, or has a deadline of its own, is no hold, and a pause begins its time anew.</summary>
internal static class HoldWatch
{
    /// <summary>The end of a trial that was held for too long; null if it was not.</summary>
    internal static RolloutPlan? Ended(RolloutObservation seen) =>
        seen.Spec.Hold is { RollsBack: true } limit && seen.Status.PausedSince is null && seen.ObservedAt - seen.Status.HeldSince >= limit.Longest
            ? Rollback.Of(seen, RolloutReason.HeldTooLong, Sentence(seen, seen.Status, limit))
            : null;

    /// <summary>The plan, with what it leaves on record of the hold, and with what people are told of it.</summary>
    internal static RolloutPlan Keep(RolloutObservation seen, RolloutPlan plan)
    {
        var since = Since(seen.Status, plan.Status, seen.ObservedAt);
        var told = since is null ? null : seen.Status.HoldToldAt;
        plan = plan with { Status = plan.Status with { HeldSince = since, HoldToldAt = told } };
        if (since is null || told is not null || seen.Spec.Hold is not { } limit)
        {
            return plan;
        }

        plan = plan with { LookAgainAfter = LookAgain.By(seen, plan.LookAgainAfter, since + limit.Longest) };
        return limit.RollsBack || seen.ObservedAt - since < limit.Longest ? plan : Told(seen, plan, limit);
    }

    private static RolloutPlan Told(RolloutObservation seen, RolloutPlan plan, HoldLimit limit) => plan with
    {
        Actions = [.. plan.Actions, new RolloutAction.Announce(true, RolloutReason.HeldTooLong, $"{Draft.Name(seen)}: {Sentence(seen, plan.Status, limit)}")],
        Status = plan.Status with { HoldToldAt = seen.ObservedAt },
    };

    // From the first look that held the step until one that takes it, or until a weight is applied that was waited for.
    private static DateTimeOffset? Since(RolloutStatus before, RolloutStatus after, DateTimeOffset now)
    {
        var isSame = before.Phase is RolloutPhase.Progressing && before.Trial == after.Trial && before.Weight == after.Weight && after.PassedChecks <= before.PassedChecks
            && !(before.StepStartedAt is null && after.StepStartedAt is not null);
        return after switch
        {
            { Phase: not RolloutPhase.Progressing } or { PausedSince: not null } or { SuspendedSince: not null } => null,
            _ when Holds(after.Reason) => isSame ? before.HeldSince ?? now : now,
            // Between two failed checks the interval runs as ever.
            { Reason: RolloutReason.Analysing } when isSame => before.HeldSince,
            _ => null,
        };
    }

    private static bool Holds(RolloutReason reason) => reason
        is RolloutReason.LooksWorse or RolloutReason.LimitInDoubt or RolloutReason.PrimaryFailsToo or RolloutReason.CheckFailed
        or RolloutReason.NoData or RolloutReason.NoTraffic or RolloutReason.MetricSourceDown or RolloutReason.WaitingForWeight;

    private static string Sentence(RolloutObservation seen, RolloutStatus status, HoldLimit limit) =>
        $"held at weight {status.Weight} for {Figures.Span(seen.ObservedAt - status.HeldSince!.Value)}; spec.analysis.maxHold is {Figures.Span(limit.Longest)}: {status.Message}";
}
