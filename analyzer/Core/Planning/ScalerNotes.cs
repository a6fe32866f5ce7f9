using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>What people should know of autoscalers: one of the copy lets no trial begin, the target's own is only spoken of.</summary>
internal static class ScalerNotes
{
    /// <summary>Two that set one size would go on against each other for as long as the trial takes; null if there is no such autoscaler.</summary>
    internal static RolloutPlan? Conflict(RolloutObservation seen) => seen.Scaler.OfCopy is not { } name ? null : Draft.Stay(
        seen,
        RolloutReason.ScalerConflict,
        $"HorizontalPodAutoscaler {name} scales {seen.Spec.Target}-canary, whose size follows its weight; no trial until it is gone",
        null,
        true,
        [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!)]);

    /// <summary>Said once, as a trial begins.</summary>
    internal static IEnumerable<RolloutAction> AtStart(RolloutObservation seen)
    {
        if (seen.Scaler.Fault is { } fault)
        {
            yield return new RolloutAction.Announce(true, RolloutReason.NewVersion, fault);
        }

        var length = StepSchedule.Shortest(seen.Spec);
        if (seen.Scaler is { Name: { } name, ScaleDownWindow: var window } && length > window)
        {
            yield return new RolloutAction.Announce(
                true,
                RolloutReason.NewVersion,
                $"the trial takes {length.TotalSeconds:0} s or more; HorizontalPodAutoscaler {name} takes pods of {seen.Spec.Target} away that were idle for {window.TotalSeconds:0} s: on promotion the share returns no faster than they do");
        }
    }
}
