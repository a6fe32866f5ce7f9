using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The judged version becomes the primary: the target is resumed as it was hashed, its own strategy rolls it, and the share goes
/// back as its new pods become ready. Example: last weight 50, 1 of 2 pods rolled → 25.</summary>
internal static class PromotionPlan
{
    // Three looks of an autoscaler, which looks every 15 s, since the share last returned.
    private static readonly TimeSpan AutoscalerAnswers = TimeSpan.FromSeconds(45);

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
            { Target: { Paused: true, Held: null } } => Draft.Stay(
                seen, RolloutReason.Suspended, "the team paused the target during its promotion; it goes on when they resume it", null, true, new RolloutAction.SetWeight(seen.Weight)),
            { Target.MarkedFailed: true } => Stay(seen, "the old failure mark is being removed", new RolloutAction.ClearFailed()),
            { Target.Paused: true } => Stay(seen, "the target is being resumed", new RolloutAction.ResumeTarget(target.ResourceVersion)),
            { Target.RolledOut: true } when HasItsSize(seen, target) && ReturnPace.Least(seen) == 0 => Complete(seen, target),
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
                [new RolloutAction.SetWeight(0), .. NewVersionPlan.HoldIfBypassed(seen), .. NewVersionPlan.Guards(seen.Target!), .. Draft.RemoveCopyWhenDrained(seen)]);
        }

        var message = $"Promotion completed! {Draft.Name(seen)} runs version {Draft.Short(seen.Status.LastPromoted)}";
        return new(
            [new RolloutAction.SetWeight(0), new RolloutAction.Announce(false, RolloutReason.Promoted, message)],
            Draft.Enter(seen, RolloutPhase.Succeeded, RolloutReason.Promoted, message),
            null);
    }

    // An autoscaler that took pods away while the copy served has to bring them back first; what a person scaled down comes back never.
    private static bool HasItsSize(RolloutObservation seen, TargetObservation target) =>
        target.Replicas >= seen.Status.PrimaryReplicasAtStart
        || target.Replicas == 0
        || seen.Copy is not { Foreign: false, Ready: > 0 }
        || seen.ObservedAt - (seen.Status.StepStartedAt ?? seen.Status.PhaseSince ?? seen.ObservedAt) >= AutoscalerAnswers;

    private static RolloutPlan Returning(RolloutObservation seen, TargetObservation target)
    {
        var size = Math.Max(target.Replicas, seen.Status.PrimaryReplicasAtStart);
        var left = Math.Max(0, size - target.UpdatedAvailable);
        var share = size == 0 ? 0 : ((StepSchedule.Last(seen.Spec.Steps) * left) + size - 1) / size;
        var weight = target.Stalled ? seen.Weight : Math.Max(Math.Min(seen.Weight, share), ReturnPace.Least(seen));
        var moved = weight < seen.Status.Weight || seen.Status.StepStartedAt is null ? seen.ObservedAt : seen.Status.StepStartedAt;
        var isStuck = target.Stalled || seen.ObservedAt - moved >= seen.Spec.ProgressDeadline + ReturnPace.Patience(seen);
        var count = $"{target.UpdatedAvailable} of {size} pods of the primary run the judged version";
        return Draft.Stay(
            seen with { Status = seen.Status with { Weight = weight, StepStartedAt = moved } },
            isStuck ? RolloutReason.PromotionStalled : Why(seen),
            isStuck ? $"the primary's own rollout does not move: {count}; weight {weight} stays at the copy" : count,
            Draft.Soon,
            isStuck,
            new RolloutAction.SetWeight(weight));
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
        if (!target.Paused)
        {
            return Bypassed(seen, target);
        }

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

    // Unheld, the controller rolls on: settling it would be a fight over replicas.
    private static RolloutPlan Bypassed(RolloutObservation seen, TargetObservation target)
    {
        if (NewVersionPlan.MayRoll(seen, target) is { } why)
        {
            var message = $"version {Draft.Short(target.TemplateHash)} rolls without a trial over the promotion of version {Draft.Short(seen.Status.Trial)}: {why}";
            var status = Draft.Enter(seen, RolloutPhase.Initialized, RolloutReason.RollsByItself, message) with
            {
                Weight = 0,
                Released = target.TemplateHash,
                UsedSkip = target.SkipReason ?? seen.Status.UsedSkip,
            };
            return new([new RolloutAction.SetWeight(0), new RolloutAction.Announce(true, RolloutReason.RollsByItself, message)], status, Draft.Soon);
        }

        return Draft.Stay(
            seen,
            RolloutReason.WebhookBypassed,
            $"version {Draft.Short(target.TemplateHash)} was not held by the webhook during a promotion; the target is paused now",
            Draft.Soon,
            true,
            new RolloutAction.SetWeight(seen.Weight),
            new RolloutAction.HoldTarget(target.ResourceVersion, target.TemplateHash));
    }

    // What began the promotion, once a stall or a pause in it is over.
    private static RolloutReason Why(RolloutObservation seen) =>
        seen.Status.Reason is RolloutReason.PromotedByCommand or RolloutReason.PrimaryLost or RolloutReason.SkippedAnalysis ? seen.Status.Reason : RolloutReason.Promoting;

    private static RolloutPlan Stay(RolloutObservation seen, string message, RolloutAction action) =>
        Draft.Stay(seen, Why(seen), message, TimeSpan.FromMilliseconds(100), false, new RolloutAction.SetWeight(seen.Weight), action);
}
