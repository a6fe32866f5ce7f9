using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>No trial runs: whatever a finished one left is cleaned up, then a new version is let through or tried.</summary>
internal static class IdlePlan
{
    private static readonly RolloutReason[] Outcomes =
    [
        RolloutReason.Initialized, RolloutReason.NotSplittable, RolloutReason.Promoted, RolloutReason.KnownGood, RolloutReason.SkippedAnalysis,
        RolloutReason.RollsByItself, RolloutReason.Reverted,
    ];

    internal static RolloutPlan Of(RolloutObservation seen)
    {
        if (seen.Copy is { Foreign: false })
        {
            return NewVersionPlan.AtOnce(seen) ?? Draft.Stay(
                seen,
                seen.Status.Reason,
                seen.Status.Message,
                Draft.Soon,
                false,
                [
                    new RolloutAction.SetWeight(0),
                    .. NewVersionPlan.HoldIfBypassed(seen),
                    .. NewVersionPlan.Guards(seen.Target!),
                    .. FailureMark.Of(seen),
                    .. Draft.RemoveCopyWhenDrained(seen),
                ]);
        }

        return seen.HasNewVersion ? NewVersionPlan.Of(seen) : AtPrimary(seen with { Status = seen.Status with { Gate = null } });
    }

    private static RolloutPlan AtPrimary(RolloutObservation seen)
    {
        var target = seen.Target!;
        if (target.IsHeld)
        {
            return target.MarkedFailed
                ? Draft.Stay(seen, RolloutReason.Reverted, seen.Status.Message, Draft.Soon, false, new RolloutAction.SetWeight(0), new RolloutAction.ClearFailed())
                : Reverted(seen, target);
        }

        if (target.RolledOut && seen.Status.LastPromoted != target.TemplateHash)
        {
            return RolledByItself(seen, target);
        }

        // Resumed by a tick that left no record: nothing refused is there any more.
        if (seen.Status.Phase is RolloutPhase.Failed)
        {
            var status = Draft.Enter(seen, RolloutPhase.Initialized, RolloutReason.Reverted, "back at the primary's template");
            return new([new RolloutAction.SetWeight(0)], status, Draft.Soon);
        }

        var isRolling = seen.Status.Released == target.TemplateHash && seen.Status.LastPromoted != target.TemplateHash;
        if (!isRolling && ConfigStep.AtRest(seen) is { } changed)
        {
            return changed;
        }

        var resting = Resting(seen);
        var isNews = resting.Reason != seen.Status.Reason && resting.Reason is RolloutReason.NotSplittable or RolloutReason.PodsNotInjected;
        return new(
            [
                new RolloutAction.SetWeight(0),
                .. Upkeep(seen, target),
                .. ConfigStep.Upkeep(seen),
                .. isNews && !isRolling ? [new RolloutAction.Announce(true, resting.Reason, resting.Message)] : Array.Empty<RolloutAction>(),
            ],
            (isRolling ? seen.Status : resting with { Released = null }) with { StepStartedAt = SteeredSince(seen, target) },
            seen.Status.StepStartedAt is not null || seen.Steering is SteeringObservation.Pending or SteeringObservation.Undone ? Draft.Soon : ConfigStep.Unsettled(seen));
    }

    // What an override or a passing state wrote is no longer so once the target simply serves.
    private static RolloutStatus Resting(RolloutObservation seen) => seen.Status.Phase switch
    {
        _ when Trouble(seen) is { } trouble => seen.Status with { Reason = trouble.Reason, Message = trouble.Message },
        _ when Outcomes.Contains(seen.Status.Reason) && !(seen.Status.Reason is RolloutReason.NotSplittable && seen.Target!.Splittable) => seen.Status,
        RolloutPhase.Succeeded => seen.Status with { Reason = RolloutReason.Promoted, Message = $"{Draft.Name(seen)} runs version {Draft.Short(seen.Primary)}" },
        RolloutPhase.Initialized => seen.Status with { Reason = RolloutReason.Initialized, Message = $"{Draft.Name(seen)} runs version {Draft.Short(seen.Primary)}" },
        _ => seen.Status,
    };

    // What has changed for the worse since it was onboarded; how a version got there is not written over.
    private static (RolloutReason Reason, string Message)? Trouble(RolloutObservation seen) => seen switch
    {
        { Status.Reason: not (RolloutReason.Initialized or RolloutReason.Promoted or RolloutReason.NotSplittable or RolloutReason.PodsNotInjected) } => null,
        { Target: { Splittable: false } target } => (RolloutReason.NotSplittable, $"not split: {target.NotSplittableReason}; new versions roll by themselves"),
        { Target: { RolledOut: true, Unproxied: { Count: > 0 } names } } => (
            RolloutReason.PodsNotInjected,
            $"pods that were admitted without the proxy serve and are not split: {Draft.Bare(names)}"),
        _ => null,
    };

    // The target went back to what serves: nothing rolls, the hold ends.
    private static RolloutPlan Reverted(RolloutObservation seen, TargetObservation target) => new(
        [
            new RolloutAction.SetWeight(0),
            new RolloutAction.ResumeTarget(target.ResourceVersion),
            new RolloutAction.Announce(false, RolloutReason.Reverted, $"{Draft.Name(seen)} is back at the primary's template; the hold ends"),
        ],
        Draft.Enter(seen, RolloutPhase.Initialized, RolloutReason.Reverted, "back at the primary's template"),
        null);

    private static RolloutPlan RolledByItself(RolloutObservation seen, TargetObservation target)
    {
        var message = $"{Draft.Name(seen)} rolled to version {Draft.Short(target.TemplateHash)} without a trial";
        var reason = seen.Status.Released == target.TemplateHash ? seen.Status.Reason : RolloutReason.RollsByItself;
        var status = Draft.Enter(seen, RolloutPhase.Succeeded, reason, message).WithPromoted(target.TemplateHash) with { Released = null };
        return new([new RolloutAction.SetWeight(0), new RolloutAction.Announce(false, reason, message)], status, null);
    }

    private static IEnumerable<RolloutAction> Upkeep(RolloutObservation seen, TargetObservation target)
    {
        if (!target.PlanCurrent)
        {
            yield return new RolloutAction.WritePlan();
        }
        else if (target.Splittable && !seen.SupportReady)
        {
            yield return new RolloutAction.EnsureSupport();
        }
        else if (target is { Splittable: true, RolledOut: true })
        {
            foreach (var action in SteeringStep.Next(seen))
            {
                yield return action;
            }
        }
    }

    // What was steered before is not taken back because one leader's probe is slow: only what is steered now has to show itself.
    private static DateTimeOffset? SteeredSince(RolloutObservation seen, TargetObservation target) =>
        Upkeep(seen, target).Any(action => action is RolloutAction.Steer) || seen.Status.StepStartedAt is not null ? SteeringStep.Since(seen) : null;
}
