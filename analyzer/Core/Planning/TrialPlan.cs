using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A version is on trial: first whatever ends or restarts the trial, then the copy, then the steps.</summary>
internal static class TrialPlan
{
    internal static RolloutPlan Of(RolloutObservation seen, Judgement judgement)
    {
        var plan = Ending(seen) ?? CopyPlan.Making(seen) ?? (seen.Weight == 0 && !Rehearsal.HasBegun(seen) ? CopyPlan.FirstStep(seen) : StepPlanning.Of(seen, judgement));
        plan = Replacing(seen, Kept(plan));
        plan = plan.Status.Phase is RolloutPhase.Progressing ? plan with { Status = Sized(seen, plan.Status) } : plan;

        // A rollback that was cut off may have left its mark: whoever waits for this version must not fail while it is on trial.
        return seen.Target!.MarkedFailed && plan.Status.Phase is RolloutPhase.Progressing && !plan.Actions.OfType<RolloutAction.ClearFailed>().Any()
            ? plan with { Actions = [.. plan.Actions, new RolloutAction.ClearFailed()] }
            : plan;
    }

    // A copy's pod without a proxy takes no share and never will; the team's own pods are left alone.
    private static RolloutPlan Replacing(RolloutObservation seen, RolloutPlan plan) =>
        seen.Copy is { Foreign: false, Deleting: false, Replaceable: { Count: > 0 } names } && plan.Status.Phase is RolloutPhase.Progressing
            ? plan with { Actions = [.. plan.Actions, new RolloutAction.ReplacePods(names)] }
            : plan;

    // While a person or a closed gate keeps the weight the interval runs as ever; what is waited for is them.
    private static RolloutPlan Kept(RolloutPlan plan)
    {
        var status = plan.Status;
        (RolloutReason Reason, string Message)? kept = status switch
        {
            { Phase: not RolloutPhase.Progressing } or { Reason: not RolloutReason.Analysing } or { Weight: 0 } => null,
            { PausedSince: { } since } => (RolloutReason.Paused, $"paused since {since.UtcDateTime:u} at weight {status.Weight}; checks go on"),
            { Gate: { ClosedBy: not null, Approved: false } wait } => (RolloutReason.WaitingForGate, StepGates.Kept(status.Weight, wait)),
            _ => null,
        };
        return kept is { } why ? plan with { Status = status with { Reason = why.Reason, Message = why.Message } } : plan;
    }

    private static RolloutPlan? Ending(RolloutObservation seen)
    {
        var target = seen.Target!;
        return seen switch
        {
            { HasNewVersion: false } => Rollback.Of(seen, RolloutReason.Reverted, $"{Draft.Name(seen)} went back to the primary's template"),
            _ when TrialRestart.OfAnotherStrategy(seen) is { } anew => anew,
            { Target.Paused: false } => Unheld(seen, target),
            _ when ConfigStep.Reverting(seen) is { } back => back,
            { Command.Verb: CommandVerb.Abort } => Aborted(seen, target, $"{Who.Of(seen)} aborted version {Draft.Short(target.TemplateHash)} at weight {seen.Weight}"),
            _ when SpecMarks.Aborts(seen) => Aborted(seen, target, SpecMarks.AbortedByThreshold),
            _ when target.TemplateHash != seen.Status.Trial => Superseded(seen, target),
            { Target.Live.Count: > 1 } => NewVersionPlan.Settle(seen, target),
            { Spec.SkipAnalysis: true } => PromotionPlan.Begin(seen, RolloutReason.SkippedAnalysis, "spec.skipAnalysis is true"),
            _ when TrialRestart.AsAsked(seen) is { } anew => anew,
            { Command.Verb: CommandVerb.Promote } => PromotionPlan.Begin(seen, RolloutReason.PromotedByCommand, $"{Who.Of(seen)} promoted it"),
            { Target.PrimaryReady: 0, Copy: { Foreign: false, Deleting: false, Ready: > 0 } copy } when copy.Hash == seen.Status.Trial && !IsAway(seen) =>
                PromotionPlan.Begin(seen, RolloutReason.PrimaryLost, "the primary lost its last ready pod and the copy is ready"),
            _ when RollbackHooks.Asked(seen, target.TemplateHash, seen.Status.PhaseSince ?? seen.ObservedAt) is { } why => Rollback.Of(seen, RolloutReason.RolledBackByHook, why),
            _ when Gate.Expired(seen, target.TemplateHash) is { } why => Rollback.Of(seen, RolloutReason.GateExpired, why),
            _ when ComparedStep.Ended(seen) is { } worse => worse,
            _ when HoldWatch.Ended(seen) is { } held => held,
            _ when Deadlines.TimedOut(seen) is { } why => Rollback.Of(seen, RolloutReason.AnalysisTimedOut, why),
            _ when ScalerNotes.Conflict(seen) is { } conflict => conflict with { Status = conflict.Status with { Weight = 0, StepStartedAt = null } },
            { Blocked: { } why } => Draft.Stay(
                seen, RolloutReason.ForeignObject, $"{why}; no trial", null, true, new RolloutAction.SetWeight(0)),
            _ when TwinStep.Blocked(seen) is { } blocked => blocked with { Status = blocked.Status with { Weight = 0, StepStartedAt = null } },
            { Copy.Failure: { } failure } => Rollback.Of(seen, failure.Reason, failure.Message),
            { Copy.ProxyFailure: { } failure } => CopyPlan.OurFault(seen, failure.Reason, failure.Message),
            _ => null,
        };
    }

    // Scaled to zero by whoever scales it, and not back yet.
    private static bool IsAway(RolloutObservation seen) => seen.Target!.Replicas == 0 || (seen.Status.PrimaryAway && seen.Target.PrimaryReady == 0);

    // Once back, the primary has the size that it was brought back to.
    private static RolloutStatus Sized(RolloutObservation seen, RolloutStatus status) => status with
    {
        PrimaryAway = IsAway(seen),
        PrimaryReplicasAtStart = seen.Status.PrimaryAway && !IsAway(seen) ? seen.Target!.Replicas : status.PrimaryReplicasAtStart,
    };

    // The version that the target is held with is refused, also when its own trial has not begun.
    private static RolloutPlan Aborted(RolloutObservation seen, TargetObservation target, string message) =>
        Rollback.Of(seen with { Status = seen.Status with { Trial = target.TemplateHash } }, RolloutReason.Aborted, message);

    // Somebody let the version roll in mid-trial: with a reason of theirs the trial ends, without one the hold is put back.
    private static RolloutPlan Unheld(RolloutObservation seen, TargetObservation target)
    {
        if (NewVersionPlan.MayRoll(seen, target) is { } why)
        {
            var reason = target.SkipReason is null ? RolloutReason.RollsByItself : RolloutReason.SkippedAnalysis;
            var status = Draft.Enter(seen, RolloutPhase.Initialized, reason, $"the trial ended: {why}") with
            {
                Weight = 0,
                Released = target.TemplateHash,
                UsedSkip = target.SkipReason ?? seen.Status.UsedSkip,
            };
            return new([new RolloutAction.SetWeight(0), new RolloutAction.Announce(true, reason, status.Message)], status, Draft.Soon);
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

    private static RolloutPlan Superseded(RolloutObservation seen, TargetObservation target) => NewVersionPlan.AtOnce(seen) ?? (seen.Copy is null or { Foreign: true }
        ? NewVersionPlan.Of(seen)
        : CopyPlan.Drain(seen, $"version {Draft.Short(target.TemplateHash)} replaces version {Draft.Short(seen.Status.Trial)}; the old copy is being removed"));
}
