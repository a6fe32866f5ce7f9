using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The copy on trial up to its first weight: the old one gone, the new one made, ready, and its proxies heard. What keeps it from
/// that is the version's failure after a deadline, unless it is a fault of ours.</summary>
internal static class CopyPlan
{
    private static readonly TimeSpan ProxyMayTake = TimeSpan.FromSeconds(30);

    internal static RolloutPlan? Making(RolloutObservation seen) => seen.Copy switch
    {
        null when seen.Weight > 0 => Again(seen),
        null => Stay(seen, "the copy is being made", new RolloutAction.SetWeight(0), Create(seen)),
        { Foreign: true } => Draft.Stay(
            seen, RolloutReason.ForeignObject, $"Deployment {seen.Spec.Target}-canary exists and is not ours; no trial", null, true, new RolloutAction.SetWeight(0)),
        { Deleting: true } => Stay(seen, "an old copy is being removed", new RolloutAction.SetWeight(0)),
        { Hash: var hash } when hash != seen.Status.Trial => Drain(seen, "an old copy is being removed"),
        _ => null,
    };

    internal static RolloutPlan FirstStep(RolloutObservation seen)
    {
        seen = seen.Status.Weight > 0 ? FallenToZero(seen) : seen;
        var weight = StepSchedule.Next(seen.Spec.Steps, 0) ?? StepSchedule.Last(seen.Spec.Steps);
        var needed = StepSchedule.PodsAtStart(seen.Spec, seen.Status.PrimaryReplicasAtStart);
        var copy = seen.Copy!;
        if (StepSchedule.IsEnough(seen.Spec, copy.Ready, copy.Replicas, needed))
        {
            return TrialSteering.BeforeFirstWeight(seen) ?? Former(seen) ?? First(seen, weight);
        }

        if (copy.Unproxied.Count > 0)
        {
            return OurFault(seen, RolloutReason.PodsNotInjected, NotInjected(copy));
        }

        seen = IsOurs(seen.Status.Reason) && copy.Serving == copy.Ready ? WaitingAnew(seen) : seen;
        var waited = seen.ObservedAt - (Later(seen.Status.WaitingSince, copy.CreatedAt) ?? seen.ObservedAt);
        return StepSchedule.IsEnough(seen.Spec, copy.Serving, copy.Replicas, needed) ? Silent(seen, needed, waited) : Unready(seen, needed, waited);
    }

    // What a hook calls by the Service's name must be this version.
    private static RolloutPlan? Former(RolloutObservation seen) => seen is { Copy.Leftovers: { Count: > 0 } names, Spec.Hooks.Count: > 0 }
        ? Stay(seen, $"pod {string.Join(", ", names)} of an earlier copy is on its way out; hooks are called once it is gone", new RolloutAction.SetWeight(0))
        : null;

    private static RolloutPlan First(RolloutObservation seen, int weight)
    {
        var (halt, said) = FirstGates.Of(seen);
        return halt ?? (Rehearsal.IsDue(seen) ? Rehearsal.Begin(seen) : StepPlanning.Advance(seen, weight, seen.Status)).Saying(said);
    }

    /// <summary>What is said of pods of the copy that have no proxy.</summary>
    internal static string NotInjected(CopyObservation copy) =>
        $"pod {string.Join(", ", copy.Unproxied)} of the copy was admitted without the proxy: the webhook did not answer; it is replaced";

    /// <summary>What is known to keep the copy's pods from being ready, as the end of a sentence.</summary>
    internal static string Why(CopyObservation? copy) => copy?.Obstacle is { } obstacle ? $": {obstacle.Message}" : "";

    /// <summary>A reason of its own where the cluster has no room: people are told of that once, and at once.</summary>
    internal static RolloutReason Waiting(CopyObservation? copy) => copy is { Deleting: false, Obstacle.Reason: var reason } ? reason : RolloutReason.WaitingForCopy;

    /// <summary>A fault of ours at the copy: nothing is sent there, nothing is held against the version, and people are told.</summary>
    internal static RolloutPlan OurFault(RolloutObservation seen, RolloutReason reason, string message)
    {
        var stay = Draft.Stay(seen, reason, message, Draft.Soon, true, [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!)]);
        return stay with { Status = stay.Status with { Weight = 0, StepStartedAt = null } };
    }

    // The minute that requests may still take begins with the draining, not with the trial.
    internal static RolloutPlan Drain(RolloutObservation seen, string message)
    {
        var since = seen.Status.Reason is RolloutReason.Superseded ? seen.Status.PhaseSince : seen.ObservedAt;
        var draining = seen with { Status = seen.Status with { PhaseSince = since, Weight = 0, StepStartedAt = null, Gate = null } };
        return Draft.Stay(
            draining,
            RolloutReason.Superseded,
            message,
            Draft.Soon,
            true,
            [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!), .. Draft.RemoveCopyWhenDrained(draining)]);
    }

    // Pods that are ready and cannot take a share: their proxies have not spoken.
    private static RolloutPlan Silent(RolloutObservation seen, int needed, TimeSpan waited) => seen.Copy! switch
    {
        _ when waited < ProxyMayTake && !IsOurs(seen.Status.Reason) => Unready(seen, needed, TimeSpan.Zero),
        _ => OurFault(seen, RolloutReason.WaitingForProxies, $"{seen.Copy!.Serving - seen.Copy.Ready} proxies of the copy do not reach the analyzer"),
    };

    private static RolloutPlan Unready(RolloutObservation seen, int needed, TimeSpan waited)
    {
        var copy = seen.Copy!;
        if (waited >= seen.Spec.ProgressDeadline)
        {
            return Rollback.Of(
                seen,
                RolloutReason.ReadinessDeadlineExceeded,
                $"the copy had {copy.Ready} of {needed} pods ready after {waited.TotalSeconds:0} s; the deadline is {seen.Spec.ProgressDeadline.TotalSeconds:0} s{Why(copy)}");
        }

        return Stay(
            seen,
            $"{copy.Ready} of {needed} pods of the copy are ready{Why(copy)}",
            copy.Replicas < needed ? [new RolloutAction.SetWeight(0), new RolloutAction.ScaleCopy(needed)] : [new RolloutAction.SetWeight(0)]);
    }

    // A share that is recorded and not in force: proxies were replaced, or a tick was cut off. The steps begin again.
    private static RolloutObservation FallenToZero(RolloutObservation seen)
    {
        var anew = WaitingAnew(seen);
        return anew with { Status = anew.Status with { Weight = 0, StepStartedAt = null } };
    }

    // The copy has its whole time again.
    private static RolloutObservation WaitingAnew(RolloutObservation seen) => seen with { Status = seen.Status with { WaitStartedAt = seen.ObservedAt } };

    private static bool IsOurs(RolloutReason reason) => reason is RolloutReason.ProxyFailed or RolloutReason.PodsNotInjected or RolloutReason.WaitingForProxies;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => other > one ? other : one ?? other;

    // The deadline of readiness is the new copy's own.
    private static RolloutPlan Again(RolloutObservation seen)
    {
        var stay = Stay(seen, "the copy disappeared; it is made again", new RolloutAction.SetWeight(0), Create(seen));
        return stay with { Status = stay.Status with { WaitStartedAt = seen.ObservedAt, Gate = null } };
    }

    private static RolloutAction.CreateCopy Create(RolloutObservation seen) => new(
        seen.Status.Trial!,
        seen.Weight == 0
            ? StepSchedule.PodsAtStart(seen.Spec, seen.Status.PrimaryReplicasAtStart)
            : StepSchedule.PodsFor(StepSchedule.Next(seen.Spec.Steps, seen.Weight) ?? StepSchedule.Last(seen.Spec.Steps), seen.Status.PrimaryReplicasAtStart));

    private static RolloutPlan Stay(RolloutObservation seen, string message, params IEnumerable<RolloutAction> actions)
    {
        var reason = Waiting(seen.Copy);
        var stay = Draft.Stay(seen, reason, message, Draft.Soon, reason is not RolloutReason.WaitingForCopy, actions.Concat(NewVersionPlan.Guards(seen.Target!)));
        return stay with { Status = stay.Status with { Weight = 0, StepStartedAt = null } };
    }
}
