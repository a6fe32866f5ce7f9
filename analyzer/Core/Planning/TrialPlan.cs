using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A version is on trial: first whatever ends or restarts the trial, then the copy, then the steps.</summary>
internal static class TrialPlan
{
    internal static RolloutPlan Of(RolloutObservation seen, Judgement judgement)
    {
        var plan = Ending(seen) ?? Copying(seen) ?? (seen.Weight == 0 ? FirstStep(seen) : StepPlanning.Of(seen, judgement));
        plan = plan with { Status = Sized(seen.Target!, plan.Status) };

        // A rollback that was cut off may have left its mark: whoever waits for this version must not fail while it is on trial.
        return seen.Target!.MarkedFailed && plan.Status.Phase is RolloutPhase.Progressing && !plan.Actions.OfType<RolloutAction.ClearFailed>().Any()
            ? plan with { Actions = [.. plan.Actions, new RolloutAction.ClearFailed()] }
            : plan;
    }

    private static RolloutPlan? Ending(RolloutObservation seen)
    {
        var target = seen.Target!;
        return seen switch
        {
            { HasNewVersion: false } => Rollback.Of(seen, RolloutReason.Reverted, $"{Draft.Name(seen)} went back to the primary's template"),
            { Target.Paused: false } => Unheld(seen, target),
            { Command.Verb: CommandVerb.Abort } => Aborted(seen, target),
            _ when target.TemplateHash != seen.Status.Trial => Superseded(seen, target),
            { Target.Live.Count: > 1 } => NewVersionPlan.Settle(seen, target),
            { Command.Verb: CommandVerb.Promote } => PromotionPlan.Begin(seen, RolloutReason.PromotedByCommand, "a person promoted it"),
            { Target: { PrimaryReady: 0, Replicas: > 0 }, Status.PrimaryReplicasAtStart: > 0, Copy: { Foreign: false, Deleting: false, Ready: > 0 } copy } when copy.Hash == seen.Status.Trial =>
                PromotionPlan.Begin(seen, RolloutReason.PrimaryLost, "the primary lost its last ready pod and the copy is ready"),
            { ForeignObject: { } foreign } => Draft.Stay(
                seen, RolloutReason.ForeignObject, $"{foreign} exists and is not ours; no trial", null, true, new RolloutAction.SetWeight(0)),
            { Copy.Failure: { } failure } => Rollback.Of(seen, failure.Reason, failure.Message),
            _ => null,
        };
    }

    // What was scaled to zero was not lost, and neither is it while its first pods start again: it has its size once one is ready.
    private static RolloutStatus Sized(TargetObservation target, RolloutStatus status) => (target, status) switch
    {
        (_, { Phase: not RolloutPhase.Progressing }) => status,
        ({ Replicas: 0 }, _) => status with { PrimaryReplicasAtStart = 0 },
        ({ PrimaryReady: > 0 }, { PrimaryReplicasAtStart: 0 }) => status with { PrimaryReplicasAtStart = target.Replicas },
        _ => status,
    };

    // The version that the target is held with is refused, also when its own trial has not begun.
    private static RolloutPlan Aborted(RolloutObservation seen, TargetObservation target) => Rollback.Of(
        seen with { Status = seen.Status with { Trial = target.TemplateHash } },
        RolloutReason.Aborted,
        $"a person aborted version {Draft.Short(target.TemplateHash)} at weight {seen.Weight}");

    // Somebody let the version roll in mid-trial: with a reason of theirs the trial ends, without one the hold is put back.
    private static RolloutPlan Unheld(RolloutObservation seen, TargetObservation target)
    {
        if ((target.SkipReason ?? target.RollsByItselfReason) is { } why)
        {
            var status = Draft.Enter(seen, RolloutPhase.Initialized, RolloutReason.SkippedAnalysis, $"the trial ended: {why}") with
            {
                Weight = 0,
                Released = target.TemplateHash,
                UsedSkip = target.SkipReason ?? seen.Status.UsedSkip,
            };
            return new([new RolloutAction.SetWeight(0), new RolloutAction.Announce(true, RolloutReason.SkippedAnalysis, status.Message)], status, Draft.Soon);
        }

        return Draft.Stay(
            seen,
            RolloutReason.WebhookBypassed,
            "the target was resumed past the webhook; it is paused again",
            Draft.Soon,
            true,
            new RolloutAction.SetWeight(seen.Weight),
            new RolloutAction.HoldTarget(target.ResourceVersion, target.TemplateHash));
    }

    private static RolloutPlan Superseded(RolloutObservation seen, TargetObservation target) => seen.Copy is null
        ? NewVersionPlan.Begin(seen)
        : Drain(seen, $"version {Draft.Short(target.TemplateHash)} replaces version {Draft.Short(seen.Status.Trial)}; the old copy is being removed");

    // The minute that requests may still take begins with the draining, not with the trial.
    private static RolloutPlan Drain(RolloutObservation seen, string message)
    {
        var since = seen.Status.Reason is RolloutReason.Superseded ? seen.Status.PhaseSince : seen.ObservedAt;
        var draining = seen with { Status = seen.Status with { PhaseSince = since, Weight = 0, StepStartedAt = null } };
        return Draft.Stay(
            draining,
            RolloutReason.Superseded,
            message,
            Draft.Soon,
            true,
            [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!), .. Draft.RemoveCopyWhenDrained(draining)]);
    }

    private static RolloutPlan? Copying(RolloutObservation seen) => seen.Copy switch
    {
        null when seen.Weight > 0 => Again(seen),
        null => Stay(seen, "the copy is being made", new RolloutAction.SetWeight(0), Create(seen)),
        { Foreign: true } => Draft.Stay(
            seen, RolloutReason.ForeignObject, $"Deployment {seen.Spec.Target}-canary exists and is not ours; no trial", null, true, new RolloutAction.SetWeight(0)),
        { Deleting: true } => Stay(seen, "an old copy is being removed", new RolloutAction.SetWeight(0)),
        { Hash: var hash } when hash != seen.Status.Trial => Drain(seen, "an old copy is being removed"),
        _ => null,
    };

    // The deadline of readiness is the new copy's own.
    private static RolloutPlan Again(RolloutObservation seen)
    {
        var stay = Stay(seen, "the copy disappeared; it is made again", new RolloutAction.SetWeight(0), Create(seen));
        return stay with { Status = stay.Status with { TrialStartedAt = seen.ObservedAt } };
    }

    private static RolloutPlan FirstStep(RolloutObservation seen)
    {
        var copy = seen.Copy!;
        var weight = StepSchedule.Next(seen.Spec.Steps, 0) ?? StepSchedule.Last(seen.Spec.Steps);
        var needed = StepSchedule.PodsFor(weight, seen.Status.PrimaryReplicasAtStart);
        if (copy.Ready >= needed)
        {
            return StepPlanning.Advance(seen, weight, seen.Status);
        }

        var waited = seen.ObservedAt - (seen.Status.TrialStartedAt ?? seen.ObservedAt);
        if (waited >= seen.Spec.ProgressDeadline)
        {
            return Rollback.Of(
                seen,
                RolloutReason.ReadinessDeadlineExceeded,
                $"the copy had {copy.Ready} of {needed} pods ready after {waited.TotalSeconds:0} s; the deadline is {seen.Spec.ProgressDeadline.TotalSeconds:0} s");
        }

        return Stay(
            seen,
            $"{copy.Ready} of {needed} pods of the copy are ready",
            copy.Replicas < needed ? [new RolloutAction.SetWeight(0), new RolloutAction.ScaleCopy(needed)] : [new RolloutAction.SetWeight(0)]);
    }

    private static RolloutAction.CreateCopy Create(RolloutObservation seen) => new(
        seen.Status.Trial!,
        StepSchedule.PodsFor(StepSchedule.Next(seen.Spec.Steps, seen.Weight) ?? StepSchedule.Last(seen.Spec.Steps), seen.Status.PrimaryReplicasAtStart));

    private static RolloutPlan Stay(RolloutObservation seen, string message, params IEnumerable<RolloutAction> actions)
    {
        var stay = Draft.Stay(seen, RolloutReason.WaitingForCopy, message, Draft.Soon, false, actions.Concat(NewVersionPlan.Guards(seen.Target!)));
        return stay with { Status = stay.Status with { Weight = 0, StepStartedAt = null } };
    }
}
