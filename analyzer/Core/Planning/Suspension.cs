using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>spec.suspend: the share in force stays, with the copy's present pods, and nothing else is done. Once it is over everything goes on
/// where it was: no clock of a run has moved meanwhile.</summary>
internal static class Suspension
{
    internal static RolloutPlan Of(RolloutObservation seen)
    {
        var waiting = seen.HasNewVersion && seen.Target!.IsHeld && !IsTheRun(seen) ? $"; version {Draft.Short(seen.Target.TemplateHash)} is held and waits" : "";
        var message = $"suspended by spec.suspend at weight {Share(seen)}: nothing is changed until it is taken back{waiting}";
        // The verdict's sentence is all that is kept of a refusal: it is not written over.
        var status = seen.Status.Phase is RolloutPhase.Failed ? seen.Status : seen.Status with { Reason = RolloutReason.Suspended, Message = message };
        RolloutAction[] said = seen.Status.SuspendedSince is null ? [new RolloutAction.Announce(false, RolloutReason.Suspended, message)] : [];
        var (weights, after) = Weights(seen);
        return new([.. weights, .. Guards(seen), .. said], status with { SuspendedSince = seen.Status.SuspendedSince ?? seen.ObservedAt }, after);
    }

    /// <summary>As if the time that it was suspended had not been; unchanged while it is, and if it was not. What a pause spans as well, the
    /// pause gives back.</summary>
    internal static RolloutObservation Lifted(RolloutObservation seen)
    {
        if (seen is not { Spec.Suspended: false, Status: { SuspendedSince: { } since } status })
        {
            return seen;
        }

        var gone = seen.ObservedAt - since;
        var isPaused = status.PausedSince is not null;
        return seen with
        {
            Status = status with
            {
                SuspendedSince = null,
                PhaseSince = status.Phase is RolloutPhase.Promoting || (status.Phase is RolloutPhase.Progressing && !isPaused) ? status.PhaseSince + gone : status.PhaseSince,
                WaitStartedAt = status.Phase is RolloutPhase.Progressing ? status.WaitingSince + gone : status.WaitStartedAt,
                StepStartedAt = status.StepStartedAt + gone,
                HooksSince = status.Phase is RolloutPhase.Progressing ? StepTests.Since(status) : status.HooksSince,
                Gate = status.Gate is { } gate && !isPaused ? gate with { Since = gate.Since + gone } : status.Gate,
            },
        };
    }

    // Scaled from zero, a paused controller would start the version that waits.
    private static IEnumerable<RolloutAction> Guards(RolloutObservation seen) => seen.Target is { } target ? NewVersionPlan.Guards(target) : [];

    private static bool IsTheRun(RolloutObservation seen) =>
        seen.Status.Phase is RolloutPhase.Progressing or RolloutPhase.Promoting or RolloutPhase.Failed && seen.Target!.TemplateHash == seen.Status.Trial;

    private static (RolloutAction[] Weights, TimeSpan? After) Weights(RolloutObservation seen) => (InForce(seen), seen.Target) switch
    {
        (null, _) or (_, null) => ([], null),
        _ when RolloutPlanner.MustHearProxies(seen) => ([], Draft.Soon),
        ({ } weight, _) => ([weight], null),
    };

    // A decided end is carried out as far as requests go; what a share means in another strategy nobody has agreed to.
    private static RolloutAction.SetWeight? InForce(RolloutObservation seen) => seen.Status.Phase switch
    {
        RolloutPhase.Initializing or RolloutPhase.Initialized or RolloutPhase.Succeeded or RolloutPhase.Terminating => null,
        RolloutPhase.Finalising or RolloutPhase.Failed => new(0),
        RolloutPhase.Progressing => IsOfAnotherStrategy(seen) ? null : Rehearsal.HasBegun(seen) ? Rehearsal.Weight(seen) : new(seen.Weight),
        RolloutPhase.Promoting => IsOfAnotherStrategy(seen) ? null : new(seen.Weight),
    };

    private static bool IsOfAnotherStrategy(RolloutObservation seen) => seen.Status.Strategy is { } begun && begun != seen.Spec.Strategy;

    private static int Share(RolloutObservation seen) => seen.Status.Phase is RolloutPhase.Progressing or RolloutPhase.Promoting ? seen.Weight : 0;
}
