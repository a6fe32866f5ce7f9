using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Onboarding an app that already serves: marks, plan (a rolling update brings the proxies), Services, steering. Each step is
/// seen done before the next, and each is safe to stop after.</summary>
internal static class OnboardingPlan
{
    internal static RolloutPlan Of(RolloutObservation seen)
    {
        var target = seen.Target!;
        return seen switch
        {
            { Blocked: { } why } => Draft.Stay(seen, RolloutReason.ForeignObject, $"{why}; it is not touched", null, true),
            { HasFinalizer: false } => Stay(seen, "taking the target into care", new RolloutAction.AddFinalizer()),
            { Target.Managed: false } => Stay(seen, "marking the target as managed", new RolloutAction.MarkManaged()),
            { ApexDue: true } => Stay(seen, "making the Service that spec.service asks for"),
            { Target.PlanCurrent: false } => Stay(seen, Rolls(seen), new RolloutAction.WritePlan()),
            { Target: { IsHeld: true, ReadyWithoutProxy: > 0 } } => Release(seen, target),
            _ when !target.RolledOut && !target.IsHeld => Stay(seen, $"{(seen.Routes.IsByRoute ? "our marks" : "proxies")} are being rolled in: {target.UpdatedAvailable} of {target.Replicas} pods", []),
            { Target: { IsHeld: true, PrimaryHash: null } } => Stay(seen, "the target is held and none of its pods is ready", []),
            { Target.Splittable: false } => Done(seen, RolloutReason.NotSplittable, $"not split: {target.NotSplittableReason}; new versions roll by themselves"),
            { SupportReady: false } => Stay(seen, "making the Services of both sides", new RolloutAction.EnsureSupport()),
            { Routes.Missing: > 0 } when !IsLate(seen) => Draft.Stay(
                seen, RolloutReason.WaitingForProxies, $"{seen.Routes.Missing} proxies have not reported yet", Draft.Soon, false, new RolloutAction.SetWeight(0)),
            _ when SteeringStep.HasFailed(seen) => Unsteered(seen, target),
            { Routes.IsByRoute: true, Steering: not SteeringObservation.Steered } => Steering(seen, "the route is being written"),
            _ => Steer(seen),
        };
    }

    private static string Rolls(RolloutObservation seen) => seen.Routes.IsByRoute
        ? "marking the pods as the primary's; a rolling update brings the label"
        : "writing the port plan; a rolling update brings the proxies";

    private static RolloutPlan Steer(RolloutObservation seen) => seen.Steering switch
    {
        SteeringObservation.Steered => Done(seen, RolloutReason.Initialized, $"Initialization done! {Draft.Name(seen)}"),
        SteeringObservation.Due or SteeringObservation.Off => Steering(seen, "the Service is being steered to the proxies"),
        SteeringObservation.Undone => Steering(seen, "the Service was to be steered and is not: admission did not act; it is asked again"),
        SteeringObservation.Pending => Steering(seen, "the Service is steered; a probe through it has not arrived yet"),
        SteeringObservation.NotReady => Steering(seen, "some ready pods do not carry the steering port name yet"),
    };

    private static RolloutPlan Steering(RolloutObservation seen, string message) => Draft.Stay(
        seen with { Status = seen.Status with { StepStartedAt = SteeringStep.Since(seen) } },
        RolloutReason.Steering,
        message,
        Draft.Soon,
        false,
        [new RolloutAction.SetWeight(0), .. SteeringStep.Next(seen)]);

    // Without the proxies in the path nothing can be judged: a version that waits rolls by itself.
    private static RolloutPlan Unsteered(RolloutObservation seen, TargetObservation target) => Draft.Stay(
        seen,
        RolloutReason.SteeringFailed,
        "no probe comes through the Service to a proxy, so it is not steered; it is tried again in ten minutes"
            + (target.Unproxied.Count > 0 ? $"; pods without a proxy: {string.Join(", ", target.Unproxied)}" : ""),
        Draft.Soon,
        true,
        [
            new RolloutAction.SetWeight(0),
            .. SteeringStep.Next(seen),
            .. target.IsHeld ? [new RolloutAction.ResumeTarget(target.ResourceVersion)] : Array.Empty<RolloutAction>(),
        ]);

    // A version that came before the proxies were in cannot be judged: there is nothing to split with.
    private static RolloutPlan Release(RolloutObservation seen, TargetObservation target) => Draft.Stay(
        seen,
        RolloutReason.RollsByItself,
        "a new version arrived before the proxies were in; it rolls by itself",
        Draft.Soon,
        true,
        new RolloutAction.ResumeTarget(target.ResourceVersion));

    private static RolloutPlan Done(RolloutObservation seen, RolloutReason reason, string message) => new(
        [new RolloutAction.SetWeight(0), new RolloutAction.Announce(reason is RolloutReason.NotSplittable, reason, message)],
        Draft.Enter(seen, RolloutPhase.Initialized, reason, message).WithPromoted(seen.Target!.PrimaryHash ?? seen.Target.TemplateHash),
        TimeSpan.Zero);

    private static bool IsLate(RolloutObservation seen) =>
        seen.ObservedAt - (seen.Status.PhaseSince ?? seen.ObservedAt) > seen.Spec.ProgressDeadline;

    private static RolloutPlan Stay(RolloutObservation seen, string message, params IEnumerable<RolloutAction> actions) =>
        Draft.Stay(
            seen with { Status = seen.Status with { PhaseSince = seen.Status.PhaseSince ?? seen.ObservedAt } },
            RolloutReason.InjectingProxies,
            message,
            Draft.Soon,
            false,
            seen.Target!.Managed ? actions.Prepend(new RolloutAction.SetWeight(0)) : actions);
}
