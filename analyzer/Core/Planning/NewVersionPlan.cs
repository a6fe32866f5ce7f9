using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The target's template is not what serves, and no trial runs: let it through with a reason, hold it, or begin a trial.</summary>
internal static class NewVersionPlan
{
    private const string KnownGood = "it is one of the last three promoted versions";

    internal static RolloutPlan Of(RolloutObservation seen)
    {
        var target = seen.Target!;
        if (!target.Paused)
        {
            return Unheld(seen, target);
        }

        return seen switch
        {
            { Target.Held: null } => Draft.Stay(
                seen, RolloutReason.Suspended, "the team paused the target; the new version waits for its resume", null, false, new RolloutAction.SetWeight(0)),
            _ when seen.Status.Promoted.Contains(target.TemplateHash) => Release(seen, RolloutReason.KnownGood, KnownGood),
            { Spec.SkipAnalysis: true } => Release(seen, RolloutReason.SkippedAnalysis, "spec.skipAnalysis is true"),
            _ when seen.Status.Released == target.TemplateHash => Release(seen, seen.Status.Reason, "it was let through before"),
            _ when ConfigStep.BeforeTrial(seen) is { } first => first,
            _ when IsRefused(seen) => target.Live.Count > 1 ? Settle(seen, target) : Refused(seen, target),
            { Target.RollsByItselfReason: { } why } => Release(seen, RolloutReason.RollsByItself, why),
            { Target.Splittable: false } => Release(seen, RolloutReason.RollsByItself, target.NotSplittableReason ?? "no port can be split"),
            { Target.Live.Count: > 1 } => Settle(seen, target),
            _ when ScalerNotes.Conflict(seen) is { } conflict => conflict,
            { Blocked: { } why } => Draft.Stay(
                seen, RolloutReason.ForeignObject, $"{why}; no trial", null, true, new RolloutAction.SetWeight(0)),
            _ when TwinStep.Blocked(seen) is { } blocked => blocked,
            _ => RolloutGate.Of(seen),
        };
    }

    /// <summary>Going back to a known good version waits for nothing, a copy that is still there included; null if it is none.</summary>
    internal static RolloutPlan? AtOnce(RolloutObservation seen) =>
        seen is { HasNewVersion: true, Target.IsHeld: true } && seen.Status.Promoted.Contains(seen.Target.TemplateHash)
            ? Release(seen, RolloutReason.KnownGood, KnownGood)
            : null;

    /// <summary>A trial of the target's present template from the start.</summary>
    internal static RolloutPlan Begin(RolloutObservation seen)
    {
        var target = seen.Target!;
        var message = $"New revision detected! Scaling up {seen.Spec.Target}-canary.{seen.Key.Namespace} (version {Draft.Short(target.TemplateHash)})";
        List<RolloutAction> actions = [new RolloutAction.SetWeight(0), .. Guards(target), new RolloutAction.EnsureSupport()];
        if (target.MarkedFailed)
        {
            actions.Add(new RolloutAction.ClearFailed());
        }

        actions.Add(new RolloutAction.Announce(false, RolloutReason.NewVersion, message));
        actions.AddRange(ScalerNotes.AtStart(seen));
        actions.AddRange(TwinStep.AtStart(seen));
        var status = SpecMarks.AtBegin(seen.Spec, Draft.Enter(seen, RolloutPhase.Progressing, RolloutReason.NewVersion, message)) with
        {
            Trial = target.TemplateHash,
            Refused = seen.Status.Refused == target.TemplateHash ? null : seen.Status.Refused,
            Released = null,
            Weight = 0,
            FailedChecks = 0,
            PassedChecks = 0,
            InconclusiveChecks = 0,
            ErroredChecks = 0,
            HooksSince = null,
            Checks = [],
            FirstWeightAt = null,
            PrimaryReplicasAtStart = target.Replicas,
            PrimaryAway = target.Replicas == 0,
            TrialStartedAt = seen.ObservedAt,
            WaitStartedAt = null,
            LastCommand = seen.Command is { Verb: CommandVerb.Retry } retry ? retry.Text : seen.Status.LastCommand,
        };
        return new(actions, status, TimeSpan.Zero);
    }

    /// <summary>What a held target needs at every tick, so that a paused controller scaled from zero starts the primary's version.</summary>
    internal static IEnumerable<RolloutAction> Guards(TargetObservation target) =>
        target.Dangerous.Count > 0 ? [new RolloutAction.DeleteReplicaSets(target.Dangerous)] : [];

    /// <summary>Two live ReplicaSets: the unjudged one (else the one with fewer ready pods) goes to zero, the controller refills the other.</summary>
    internal static RolloutPlan Settle(RolloutObservation seen, TargetObservation target)
    {
        var judged = new HashSet<string>([.. seen.Status.Promoted, .. seen.Status.Trial is { } trial && seen.Status.Phase is RolloutPhase.Promoting ? new[] { trial } : []]);
        var empty = target.Live.Where(set => !judged.Contains(set.Hash)).OrderBy(set => (set.Ready, set.Replicas)).FirstOrDefault()
            ?? target.Live.OrderBy(set => (set.Ready, set.Replicas)).First();
        return Draft.Stay(
            seen,
            RolloutReason.Settling,
            $"two versions are live; {empty.Name} goes to zero before the next trial",
            Draft.Soon,
            true,
            new RolloutAction.SetWeight(seen.Weight),
            new RolloutAction.EmptyReplicaSet(empty.Name));
    }

    /// <summary>Why an unheld new version may roll by itself; null if the webhook was bypassed.</summary>
    internal static string? MayRoll(RolloutObservation seen, TargetObservation target) =>
        seen.Status.Promoted.Contains(target.TemplateHash) ? "promoted before"
        : seen.Spec.SkipAnalysis ? "spec.skipAnalysis is true"
        : target.PrimaryReady == 0 ? "no pod of the target is ready"
        : target.SkipReason ?? target.RollsByItselfReason ?? target.NotSplittableReason;

    /// <summary>The hold of a version that passed the webhook, while something else is still being ended.</summary>
    internal static IEnumerable<RolloutAction> HoldIfBypassed(RolloutObservation seen)
    {
        if (seen is { HasNewVersion: true, Target: { Paused: false, PrimaryReady: > 0 } target }
            && seen.Status.Released != target.TemplateHash && MayRoll(seen, target) is null)
        {
            yield return new RolloutAction.HoldTarget(target.ResourceVersion, target.TemplateHash);
        }
    }

    private static bool IsRefused(RolloutObservation seen) =>
        seen.Status.Refused == seen.Target!.TemplateHash && seen.Command is not { Verb: CommandVerb.Retry } && !SpecMarks.Resets(seen);

    private static RolloutPlan Unheld(RolloutObservation seen, TargetObservation target)
    {
        // Promoted a moment ago: the ReplicaSets are still seen as they were before.
        if (seen.Status.LastPromoted == target.TemplateHash)
        {
            return Draft.Stay(seen, seen.Status.Reason, seen.Status.Message, null, false, new RolloutAction.SetWeight(0));
        }

        if (seen.Status.Released == target.TemplateHash || target.PrimaryReady == 0)
        {
            // Let through once, it is not held later, when a pod of the old version recovers in the middle of its roll.
            return Draft.Stay(
                seen with { Status = seen.Status with { Released = target.TemplateHash } }, seen.Status.Reason, seen.Status.Message, null, false, new RolloutAction.SetWeight(0));
        }

        if (MayRoll(seen, target) is { } why)
        {
            var message = $"version {Draft.Short(target.TemplateHash)} rolls without a trial: {why}";
            var plan = Draft.Stay(seen, RolloutReason.RollsByItself, message, null, true, new RolloutAction.SetWeight(0));
            return plan with { Status = plan.Status with { Released = target.TemplateHash, UsedSkip = target.SkipReason ?? plan.Status.UsedSkip } };
        }

        return Draft.Stay(
            seen,
            RolloutReason.WebhookBypassed,
            $"version {Draft.Short(target.TemplateHash)} was not held by the webhook; the target is paused now",
            Draft.Soon,
            true,
            new RolloutAction.SetWeight(0),
            new RolloutAction.HoldTarget(target.ResourceVersion, target.TemplateHash));
    }

    // A waiting rollout status would fail if it saw our condition after the resume: it has to be gone first.
    private static RolloutPlan Release(RolloutObservation seen, RolloutReason reason, string why)
    {
        var target = seen.Target!;
        if (target.MarkedFailed)
        {
            return Draft.Stay(seen, reason, seen.Status.Message, Draft.Soon, false, new RolloutAction.SetWeight(0), new RolloutAction.ClearFailed());
        }

        var message = $"version {Draft.Short(target.TemplateHash)} rolls without a trial: {why}";
        var status = Draft.Enter(seen, RolloutPhase.Initialized, reason, message) with { Released = target.TemplateHash };
        return new(
            [new RolloutAction.SetWeight(0), new RolloutAction.ResumeTarget(target.ResourceVersion), new RolloutAction.Announce(false, reason, message)],
            status,
            null);
    }

    private static RolloutPlan Refused(RolloutObservation seen, TargetObservation target)
    {
        if (seen.Status.Phase is RolloutPhase.Failed)
        {
            return Draft.Stay(
                seen,
                seen.Status.Reason,
                seen.Status.Message,
                TimeSpan.FromSeconds(10),
                false,
                [new RolloutAction.SetWeight(0), .. Guards(target), .. FailureMark.Of(seen)]);
        }

        // Whoever applied it again waits for it: that fails at once, as it did the first time.
        var message = $"version {Draft.Short(target.TemplateHash)} was refused before; kubectl canary retry tries it again";
        return new(
            [new RolloutAction.SetWeight(0), .. Guards(target), new RolloutAction.MarkFailed(message), new RolloutAction.Announce(true, RolloutReason.RefusedBefore, message)],
            Draft.Enter(seen, RolloutPhase.Failed, RolloutReason.RefusedBefore, message),
            TimeSpan.FromSeconds(10));
    }
}
