using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>approve, pause and resume change what is recorded, and the next tick acts on it.</summary>
internal static class StandingCommand
{
    internal static RolloutPlan? Take(RolloutObservation seen) => seen switch
    {
        { Command.Verb: CommandVerb.Approve, Status.Gate: { } gate } when Opens(seen, gate) => Record(
            seen, Approved(seen, gate), RolloutReason.Approved, $"{Who.Of(seen)} approved {gate.Type.Word()} of version {Draft.Short(gate.Version)}"),
        { Command.Verb: CommandVerb.Pause, Status.PausedSince: null } => Record(
            seen, seen.Status with { PausedSince = seen.ObservedAt }, RolloutReason.Paused, $"{Who.Of(seen)} paused {Draft.Name(seen)} at weight {seen.Weight}"),
        { Command.Verb: CommandVerb.Resume, Status.PausedSince: { } since } => Record(
            seen, Resumed(seen.Status, seen.ObservedAt - since), seen.Status.Reason, $"{Who.Of(seen)} resumed {Draft.Name(seen)}"),
        _ => null,
    };

    private static bool Opens(RolloutObservation seen, GateWait gate) =>
        gate is { Approved: false } && gate.Type.IsGate() && seen.Target?.TemplateHash == gate.Version;

    // The step is due now: the version is promoted on checks of this moment, not on those that were good when the gate closed.
    private static RolloutStatus Approved(RolloutObservation seen, GateWait gate) => seen.Status with
    {
        Gate = gate with { Approved = true },
        StepStartedAt = seen.Status is { Phase: RolloutPhase.Progressing, StepStartedAt: { } start } && seen.Weight > 0 && start > seen.ObservedAt - seen.Spec.Interval
            ? seen.ObservedAt - seen.Spec.Interval
            : seen.Status.StepStartedAt,
    };

    private static RolloutStatus Resumed(RolloutStatus status, TimeSpan paused) => status with
    {
        PausedSince = null,
        PhaseSince = status is { Phase: RolloutPhase.Progressing, Reason: not RolloutReason.Superseded } ? status.PhaseSince + paused : status.PhaseSince,
        Gate = status.Gate is { } gate ? gate with { Since = gate.Since + paused } : null,
    };

    private static RolloutPlan Record(RolloutObservation seen, RolloutStatus status, RolloutReason reason, string message) => new(
        [new RolloutAction.Announce(false, reason, message)], status with { LastCommand = seen.Command!.Text }, TimeSpan.Zero);
}
