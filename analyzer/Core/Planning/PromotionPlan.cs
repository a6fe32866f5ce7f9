using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The judged version becomes the primary: the target is resumed as it was hashed, its own strategy rolls it, and the share goes
/// back as its new pods become ready. Example: last weight 50, 1 of 2 pods rolled → 25.</summary>
internal static class PromotionPlan
{
    internal static RolloutPlan Begin(RolloutObservation seen, RolloutReason reason, string why)
    {
        var message = $"Promoting {Draft.Name(seen)} version {Draft.Short(seen.Status.Trial)}: {why}";
        var status = Draft.Enter(seen, RolloutPhase.Promoting, reason, message) with
        {
            Weight = seen.Weight,
            LastCommand = seen.Command?.Text ?? seen.Status.LastCommand,
        };
        return new([new RolloutAction.SetWeight(seen.Weight), new RolloutAction.Announce(false, reason, message)], status, TimeSpan.Zero);
    }

    internal static RolloutPlan Of(RolloutObservation seen)
    {
        var target = seen.Target!;
        return seen switch
        {
            _ when target.TemplateHash != seen.Status.Trial => Overtaken(seen, target),
            { Target.MarkedFailed: true } => Stay(seen, "the old failure mark is being removed", new RolloutAction.ClearFailed()),
            { Target.Paused: true } => Stay(seen, "the target is being resumed", new RolloutAction.ResumeTarget(target.ResourceVersion)),
            { Target.RolledOut: true } => Complete(seen, target),
            { Target.Stalled: true } => Draft.Stay(
                seen,
                RolloutReason.PromotionStalled,
                $"the primary's own rollout does not finish: {target.UpdatedAvailable} of {target.Replicas} pods are available; traffic stays as it is",
                Draft.Soon,
                true,
                new RolloutAction.SetWeight(seen.Weight)),
            _ => Returning(seen, target),
        };
    }

    internal static RolloutPlan Finalise(RolloutObservation seen)
    {
        if (seen.Copy is { Foreign: false })
        {
            return Draft.Stay(
                seen,
                RolloutReason.RemovingCopy,
                $"{seen.Routes.InFlightCanary} requests are still at the copy",
                Draft.Soon,
                false,
                [new RolloutAction.SetWeight(0), .. Draft.RemoveCopyWhenDrained(seen)]);
        }

        var message = $"Promotion completed! {Draft.Name(seen)} runs version {Draft.Short(seen.Status.LastPromoted)}";
        return new(
            [new RolloutAction.SetWeight(0), new RolloutAction.Announce(false, RolloutReason.Promoted, message)],
            Draft.Enter(seen, RolloutPhase.Succeeded, RolloutReason.Promoted, message),
            null);
    }

    private static RolloutPlan Returning(RolloutObservation seen, TargetObservation target)
    {
        var left = Math.Max(0, target.Replicas - target.UpdatedAvailable);
        var share = target.Replicas == 0 ? 0 : ((StepSchedule.Last(seen.Spec.Steps) * left) + target.Replicas - 1) / target.Replicas;
        var weight = Math.Min(seen.Weight, share);
        var stay = Draft.Stay(
            seen,
            seen.Status.Reason,
            $"{target.UpdatedAvailable} of {target.Replicas} pods of the primary run the judged version",
            Draft.Soon,
            false,
            new RolloutAction.SetWeight(weight));
        return stay with { Status = stay.Status with { Weight = weight } };
    }

    private static RolloutPlan Complete(RolloutObservation seen, TargetObservation target)
    {
        var message = $"version {Draft.Short(target.TemplateHash)} runs on every pod of the primary; the copy is being removed";
        var status = Draft.Enter(seen, RolloutPhase.Finalising, RolloutReason.RemovingCopy, message).WithPromoted(target.TemplateHash) with { Weight = 0 };
        return new([new RolloutAction.SetWeight(0)], status, Draft.Soon);
    }

    // Another template landed between hashing and resume, or during the roll: the live ReplicaSets are settled to one, then the next trial begins.
    private static RolloutPlan Overtaken(RolloutObservation seen, TargetObservation target)
    {
        if (target.Live.Count > 1)
        {
            return NewVersionPlan.Settle(seen, target);
        }

        var isPromoted = target.PrimaryHash is not null && target.PrimaryHash == seen.Status.Trial;
        var message = $"version {Draft.Short(target.TemplateHash)} arrived during the promotion of version {Draft.Short(seen.Status.Trial)}";
        var status = Draft.Enter(seen, isPromoted ? RolloutPhase.Succeeded : RolloutPhase.Initialized, RolloutReason.Superseded, message) with { Weight = 0 };
        return new(
            [new RolloutAction.SetWeight(0), new RolloutAction.Announce(true, RolloutReason.Superseded, message)],
            isPromoted ? status.WithPromoted(seen.Status.Trial!) : status,
            Draft.Soon);
    }

    private static RolloutPlan Stay(RolloutObservation seen, string message, RolloutAction action) =>
        Draft.Stay(seen, seen.Status.Reason, message, TimeSpan.FromMilliseconds(100), false, new RolloutAction.SetWeight(seen.Weight), action);
}
