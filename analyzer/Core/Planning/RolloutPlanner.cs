using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Observation and judgement → plan. Pure and total: what overrides every phase first, then one method per phase.</summary>
public static class RolloutPlanner
{
    // A proxy's reconnection back-off is shorter than this on a healthy network; a leader that published earlier could make weights jump.
    private static readonly TimeSpan PatienceOfNewLeader = TimeSpan.FromSeconds(12);

    /// <summary>Decides what should be true next.</summary>
    public static RolloutPlan Plan(RolloutObservation seen, Judgement judgement) =>
        LocalTrouble.Of(seen, DetectionNotice.Of(seen, JudgingMark.Keep(seen, HoldWatch.Keep(seen, Lifted(Suspension.Lifted(seen), Weighed(seen, judgement))))));

    /// <summary>The judgement as it counts: without what the primary fails as well, and with what the requests of the trial say of the limits.</summary>
    public static Judgement Weighed(RolloutObservation seen, Judgement judgement) => ShownLimits.Read(seen, SharedCauses.Excused(seen, judgement));

    /// <summary>Whether this tick has to read the checks: the interval at this weight is over, or the version is shown not worse before.</summary>
    public static bool ChecksDue(RolloutObservation seen) => !seen.Spec.Suspended && Due(Suspension.Lifted(seen));

    /// <summary>Whether the clock alone asks for the checks.</summary>
    public static bool IsTick(RolloutObservation seen) => ChecksDue(seen with { Comparison = null });

    private static RolloutPlan Lifted(RolloutObservation seen, Judgement judgement) => Decided(seen, TwinStep.Of(seen, EditedRoute.Spared(seen, Chosen(seen, judgement))));

    // Said once, and again if it is another.
    private static RolloutPlan Decided(RolloutObservation seen, RolloutPlan plan) => seen is { Leaving: false, Provider: { } choice } && seen.Status.Provider?.Kind != choice.Kind
        ? plan with
        {
            Actions = [.. plan.Actions, new RolloutAction.Announce(false, RolloutReason.ProviderChosen, $"{Draft.Name(seen)} is split by {choice.Kind}: {choice.Why}")],
            Status = plan.Status with { Provider = choice },
        }
        : plan;

    private static RolloutPlan Chosen(RolloutObservation seen, Judgement judgement) => Overriding(seen)
        ?? SpecMarks.Keep(seen, Signed(seen, StandingCommand.Take(seen) ?? UnfitCommand.Dismiss(seen, Watched(seen, Apex(seen, Sharing(seen, OfPhase(seen, judgement)))))));

    private static bool Due(RolloutObservation seen) =>
        seen is { Status: { Phase: RolloutPhase.Progressing, StepStartedAt: { } start }, Routes.Settled: true }
        && (seen.Weight > 0 || Rehearsal.HasBegun(seen))
        && seen.Weight == seen.Status.Weight
        && (seen.ObservedAt - start >= seen.Spec.Interval || EarlyStep.IsShownSafe(seen))
        && StepTests.Of(seen) is HookRound.Passed;

    private static RolloutPlan OfPhase(RolloutObservation seen, Judgement judgement) => seen.Status.Phase switch
    {
        RolloutPhase.Initializing => OnboardingPlan.Of(seen),
        RolloutPhase.Initialized => IdlePlan.Of(seen),
        RolloutPhase.Progressing => TrialRecord.Keep(seen, judgement, TrialPlan.Of(seen, judgement)),
        RolloutPhase.Promoting => PromotionPlan.Of(seen),
        RolloutPhase.Finalising => PromotionPlan.Finalise(seen),
        RolloutPhase.Succeeded => IdlePlan.Of(seen),
        RolloutPhase.Failed => IdlePlan.Of(seen),
        RolloutPhase.Terminating => LeavingPlan.Of(seen),
    };

    // Pods of others that the proxies' port name does not reach get no request: their Service goes back. A refused patch holds no weight up.
    private static RolloutPlan Sharing(RolloutObservation seen, RolloutPlan plan) =>
        seen.SharedSteered ? plan with { Actions = [.. plan.Actions, new RolloutAction.UnsteerShared()] } : plan;

    // Whoever deletes it gets it back at once: without it nobody reaches the app.
    private static RolloutPlan Apex(RolloutObservation seen, RolloutPlan plan) =>
        seen.ApexDue ? plan with { Actions = [.. plan.Actions, new RolloutAction.EnsureApex()] } : plan;

    private static RolloutPlan Watched(RolloutObservation seen, RolloutPlan plan) =>
        Configured(seen, Deadlines.Watch(seen, PostHooks.Tell(seen, RollbackHooks.Watch(seen, plan))));

    private static RolloutPlan Configured(RolloutObservation seen, RolloutPlan plan) =>
        plan with { LookAgainAfter = LookAgain.By(seen, plan.LookAgainAfter, seen.ObservedAt + seen.ConfigDue) };

    // Who gave a command is known only where admission saw it.
    private static RolloutPlan Signed(RolloutObservation seen, RolloutPlan plan) =>
        seen.Command is { By: not null } command && plan.Status.LastCommand == command.Text
            ? plan with { Status = plan.Status with { LastCommandBy = command.By, LastCommandAt = command.At } }
            : plan;

    private static RolloutPlan? Overriding(RolloutObservation seen) => seen switch
    {
        { Leaving: true } => LeavingPlan.Of(seen),
        { Spec.Suspended: true } => Suspension.Of(seen),
        { Target: null } => Draft.Stay(
            seen, RolloutReason.TargetNotFound, $"Deployment {seen.Spec.Target} does not exist in namespace {seen.Key.Namespace}", null, true),
        { FlaggerPrimaryExists: true } => Draft.Stay(
            seen,
            RolloutReason.BelongsToFlagger,
            $"Deployment {seen.Spec.Target}-primary exists: a running Flagger owns this target; take it out of Flagger's care, then delete that Deployment",
            null,
            true),
        _ when EditedRoute.Of(seen) is { } waiting => waiting,
        _ when MustHearProxies(seen) && seen.Status.Phase is not RolloutPhase.Progressing => new([], seen.Status, Draft.Soon),
        _ when MustHearProxies(seen) => Draft.Stay(
            seen,
            RolloutReason.Resuming,
            $"a new leader waits to hear what {seen.Routes.Missing} proxies serve before it asks for anything",
            Draft.Soon,
            false),
        _ => null,
    };

    internal static bool MustHearProxies(RolloutObservation seen) =>
        seen.Routes is { Asked: null, Missing: > 0 }
        && seen.Status.Phase is not RolloutPhase.Initializing
        && seen.Routes.LeaderFor < PatienceOfNewLeader;
}
