using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Onboarding backwards: traffic off the copy, Services back to the app's port, template back to the team's, marks off.</summary>
internal static class LeavingPlan
{
    internal static RolloutPlan Of(RolloutObservation seen) => seen switch
    {
        _ when !seen.HasFinalizer && seen.Target is not { HasOurs: true } => new([], Terminating(seen, "left"), null),
        // Its Services may go with the Canary at any moment: nobody is led to them any more.
        { Routes.IsByRoute: true, Steering: not SteeringObservation.Off } => Stay(seen, "the route is given back", new RolloutAction.Unsteer()),
        { Copy: { Foreign: false } } => Stay(seen, "the copy serves its last requests", Draining(seen)),
        { Steering: not SteeringObservation.Off } => Stay(seen, "the Service goes back to the app's port", new RolloutAction.Unsteer()),
        { Target: { HasOurs: true, MarkedFailed: true } } => Stay(seen, "the failure mark is being removed before the target is resumed", new RolloutAction.ClearFailed()),
        { Target.HasOurs: true } => Stay(seen, "the target goes back to what the team wrote", new RolloutAction.RestoreTarget()),
        { Target: { RolledOut: false, Replicas: > 0 } } when !IsLate(seen) => Stay(seen, "the proxies are being rolled out of the pods"),
        { HeirloomSnapshots: { Count: > 0 } heirlooms } => Stay(seen, "the snapshots of configuration go to the ReplicaSets that name them", new RolloutAction.HandOverSnapshots(heirlooms)),
        { StaleSnapshots: { Count: > 0 } stale } => Stay(seen, "the snapshots of configuration are being removed", new RolloutAction.RemoveSnapshots(stale)),
        { SupportExists: true } => Stay(seen, "the Services of both sides are being removed", new RolloutAction.RemoveSupport()),
        _ => new(
            [new RolloutAction.Announce(false, RolloutReason.Leaving, $"Terminated canary {Draft.Name(seen)}"), new RolloutAction.RemoveFinalizer()],
            Terminating(seen, "left"),
            null),
    };

    private static IEnumerable<RolloutAction> Draining(RolloutObservation seen) =>
        [new RolloutAction.SetWeight(0), .. seen.Target is { } target ? NewVersionPlan.Guards(target) : [], .. Draft.RemoveCopyWhenDrained(Since(seen))];

    private static RolloutPlan Stay(RolloutObservation seen, string message, params IEnumerable<RolloutAction> actions) =>
        new([.. actions], Terminating(seen, message), Draft.Soon);

    private static RolloutStatus Terminating(RolloutObservation seen, string message) => Since(seen).Status with
    {
        Phase = RolloutPhase.Terminating,
        Reason = RolloutReason.Leaving,
        Message = message,
        Weight = 0,
        StepStartedAt = null,
    };

    private static RolloutObservation Since(RolloutObservation seen) => seen.Status.Phase is RolloutPhase.Terminating
        ? seen
        : seen with { Status = seen.Status with { PhaseSince = seen.ObservedAt } };

    private static bool IsLate(RolloutObservation seen) =>
        seen.Status.Phase is RolloutPhase.Terminating && seen.ObservedAt - (seen.Status.PhaseSince ?? seen.ObservedAt) > seen.Spec.ProgressDeadline;
}
