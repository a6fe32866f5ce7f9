using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A new version is held and its trial may begin once the confirm-rollout hooks say so, or a person does.</summary>
internal static class RolloutGate
{
    internal static RolloutPlan Of(RolloutObservation seen)
    {
        var version = seen.Target!.TemplateHash;
        return seen switch
        {
            _ when End(seen, version) is { } end => end,
            { Status.PausedSince: { } since } => Keep(seen, RolloutReason.Paused, $"paused since {since.UtcDateTime:u}; version {Draft.Short(version)} waits", Gate.Standing(seen, HookType.ConfirmRollout, version)),
            _ => Asked(seen, version),
        };
    }

    private static RolloutPlan Asked(RolloutObservation seen, string version)
    {
        var passage = Gate.Of(seen, HookType.ConfirmRollout, version);
        if (passage.Kind is PassageKind.Open)
        {
            var begun = NewVersionPlan.Begin(seen);
            return begun with { Actions = [.. Gate.Passed(seen, HookType.ConfirmRollout), .. begun.Actions] };
        }

        var sentence = $"version {Draft.Short(version)} waits: {passage.Sentence}";
        return Keep(seen, RolloutReason.WaitingForGate, sentence, passage.Wait!, Gate.Halted(seen, passage)) with { Calls = passage.Calls };
    }

    // A person may end the wait either way, and so may the gate's expiry and a rollback hook.
    private static RolloutPlan? End(RolloutObservation seen, string version)
    {
        if (seen.Status.Gate is not { Type: HookType.ConfirmRollout } wait || wait.Version != version)
        {
            return null;
        }

        var tried = seen with { Status = seen.Status with { Trial = version, TrialStartedAt = seen.ObservedAt, WaitStartedAt = null, PrimaryReplicasAtStart = seen.Target!.Replicas, FailedChecks = 0, PassedChecks = 0 } };
        return seen switch
        {
            { Command.Verb: CommandVerb.Abort } => Rollback.Of(tried, RolloutReason.Aborted, $"{Who.Of(seen)} aborted version {Draft.Short(version)} before its trial"),
            { Command.Verb: CommandVerb.Promote } => PromotionPlan.Begin(tried, RolloutReason.PromotedByCommand, $"{Who.Of(seen)} promoted it without a trial"),
            _ when SpecMarks.Aborts(seen) => Rollback.Of(tried, RolloutReason.Aborted, SpecMarks.AbortedByThreshold),
            _ when RollbackHooks.Asked(seen, version, wait.Since) is { } why => Rollback.Of(tried, RolloutReason.RolledBackByHook, why),
            _ when Gate.Expired(seen, version) is { } why => Rollback.Of(tried, RolloutReason.GateExpired, why),
            _ => null,
        };
    }

    // The phase is left for one that waits once a gate said no; a trial that was replaced has ended already.
    private static RolloutPlan Keep(RolloutObservation seen, RolloutReason reason, string message, GateWait wait, params IEnumerable<RolloutAction> said)
    {
        var isWaiting = wait.ClosedBy is not null || seen.Status.PausedSince is not null || seen.Status.Phase is RolloutPhase.Progressing;
        var status = isWaiting && seen.Status.Phase is not RolloutPhase.Initialized
            ? Draft.Enter(seen, RolloutPhase.Initialized, reason, message) with { Weight = 0 }
            : seen.Status with { Reason = reason, Message = message };
        var isNew = seen.Status.Gate is not { Type: HookType.ConfirmRollout } before || before.Version != wait.Version;
        status = isNew ? SpecMarks.AtBegin(seen.Spec, status) : status with { SeenReset = seen.Spec.Resets };
        var retried = seen.Command is { Verb: CommandVerb.Retry } retry ? retry.Text : null;
        return new(
            [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!), .. seen.Target!.MarkedFailed ? [new RolloutAction.ClearFailed()] : Array.Empty<RolloutAction>(), .. said],
            status with
            {
                Gate = wait,
                Refused = seen.Status.Refused == wait.Version ? null : seen.Status.Refused,
                LastCommand = retried ?? seen.Status.LastCommand,
            },
            seen.Spec.Interval);
    }
}
