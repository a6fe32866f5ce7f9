using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A trial needs the proxies in the path. Where the apex is not steered it is steered before the first weight; what cannot be is not
/// waited for without end: as at onboarding, the version then rolls by itself and the reason says why.</summary>
internal static class TrialSteering
{
    /// <summary>What comes before the first weight; null if nothing does.</summary>
    internal static RolloutPlan? BeforeFirstWeight(RolloutObservation seen)
    {
        if (seen.Routes is { IsByRoute: true, Hindrance: { } hindrance })
        {
            return Draft.Stay(
                seen, RolloutReason.Steering, $"the trial waits for its route: {hindrance}", Draft.Soon, true, [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!)]);
        }

        if (!IsMissing(seen) && !(seen.Steering is SteeringObservation.Pending && seen.Status.StepStartedAt is not null))
        {
            return null;
        }

        return SteeringStep.HasFailed(seen) || IsLate(seen) ? GiveUp(seen) : Steer(seen);
    }

    /// <summary>Requests do not pass the proxies. A probe that has not arrived yet is no proof of that.</summary>
    internal static bool IsMissing(RolloutObservation seen) =>
        seen.Target is { Splittable: false } || seen.Steering is not (SteeringObservation.Steered or SteeringObservation.Pending);

    /// <summary>At a weight that no request meets: back to none, then steered, then from the first weight on.</summary>
    internal static RolloutPlan StartOver(RolloutObservation seen)
    {
        var stay = Draft.Stay(
            seen, RolloutReason.Steering, $"no request passes the proxies: {Why(seen)}", Draft.Soon, true, [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!)]);
        return stay with { Status = stay.Status with { Weight = 0, StepStartedAt = null, WaitStartedAt = seen.ObservedAt } };
    }

    private static RolloutPlan Steer(RolloutObservation seen) => Draft.Stay(
        seen with { Status = seen.Status with { StepStartedAt = SteeringStep.Since(seen) } },
        RolloutReason.Steering,
        $"the trial waits for its Service: {Why(seen)}",
        Draft.Soon,
        false,
        [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!), .. seen.Target!.Splittable ? SteeringStep.Next(seen) : []]);

    private static RolloutPlan GiveUp(RolloutObservation seen)
    {
        var target = seen.Target!;
        if (target.MarkedFailed)
        {
            return Steer(seen);
        }

        var message = $"version {Draft.Short(target.TemplateHash)} rolls without a trial: {Why(seen)}";
        var reason = target.Splittable ? RolloutReason.SteeringFailed : RolloutReason.RollsByItself;
        var status = Draft.Enter(seen, RolloutPhase.Initialized, reason, message) with
        {
            Weight = 0,
            Released = target.TemplateHash,
            StepStartedAt = seen.Status.StepStartedAt,
        };
        return new(
            [
                new RolloutAction.RecordDecision(),
                new RolloutAction.SetWeight(0),
                new RolloutAction.Announce(true, reason, message),
                .. target.Splittable ? SteeringStep.Next(seen) : [],
                new RolloutAction.ResumeTarget(target.ResourceVersion),
            ],
            status,
            Draft.Soon);
    }

    private static bool IsLate(RolloutObservation seen) => seen.ObservedAt - (seen.Status.WaitingSince ?? seen.ObservedAt) >= seen.Spec.ProgressDeadline;

    private static string Why(RolloutObservation seen) => seen switch
    {
        { Target.Splittable: false } => seen.Target.NotSplittableReason ?? "no port is split any more",
        { Routes.IsByRoute: true } => "the route is not written yet",
        { Steering: SteeringObservation.NotReady } => "some ready pods behind the Service do not carry the steering port name",
        { Steering: SteeringObservation.Pending } => "no probe has come through the Service to a proxy",
        _ => "the Service is not steered to the proxies",
    };
}
