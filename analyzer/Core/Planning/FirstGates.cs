using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The copy is ready and has no share yet: its pre-rollout tests, then nobody's pause, then the gate of the first weight.</summary>
internal static class FirstGates
{
    /// <summary>What comes before the first weight; null with what is to be said if nothing does.</summary>
    internal static (RolloutPlan? Halt, IEnumerable<RolloutAction> Said) Of(RolloutObservation seen)
    {
        var version = seen.Status.Trial!;
        var isTested = seen.Status.Gate is { Type: HookType.ConfirmTrafficIncrease } gate && gate.Version == version;
        var tests = isTested ? Passage.Free : Gate.Of(seen, HookType.PreRollout, version);
        if (tests.Kind is not PassageKind.Open)
        {
            return (tests.Kind is PassageKind.Refused ? Failed(seen, tests) : Stay(seen, RolloutReason.WaitingForGate, tests.Sentence, tests.Wait!, tests.Calls), []);
        }

        IReadOnlyList<RolloutAction> said = isTested ? [] : [.. Gate.Passed(seen, HookType.PreRollout)];
        if (seen.Status.PausedSince is { } since)
        {
            var paused = Stay(seen, RolloutReason.Paused, $"paused since {since.UtcDateTime:u} before the first weight", Gate.Standing(seen, HookType.ConfirmTrafficIncrease, version), []);
            return (paused with { Actions = [.. paused.Actions, .. said] }, []);
        }

        var rise = Gate.Of(seen, HookType.ConfirmTrafficIncrease, version);
        if (rise.Kind is PassageKind.Open)
        {
            return (null, [.. said, .. Gate.Passed(seen, HookType.ConfirmTrafficIncrease)]);
        }

        var halt = Stay(seen, RolloutReason.WaitingForGate, $"the first weight waits: {rise.Sentence}", rise.Wait!, rise.Calls);
        return (halt with { Actions = [.. halt.Actions, .. said, .. Gate.Halted(seen, rise)] }, []);
    }

    private static RolloutPlan Failed(RolloutObservation seen, Passage tests)
    {
        var failed = seen.Status.FailedChecks + 1;
        var sentence = $"pre-rollout {tests.Wait!.ClosedBy}: {tests.Answer}";
        var counted = seen with { Status = seen.Status with { FailedChecks = failed } };
        if (failed >= seen.Spec.Threshold)
        {
            return Rollback.Of(counted, RolloutReason.ChecksFailed, $"{sentence}: failed checks reached the threshold of {seen.Spec.Threshold}");
        }

        var message = $"Halt {Draft.Name(seen)} advancement: {sentence} ({failed} of {seen.Spec.Threshold} failed checks)";
        var stay = Stay(counted, RolloutReason.HookFailed, message, tests.Wait, []);
        return stay with { Actions = [.. stay.Actions, new RolloutAction.Announce(true, RolloutReason.HookFailed, message)] };
    }

    private static RolloutPlan Stay(RolloutObservation seen, RolloutReason reason, string message, GateWait wait, IReadOnlyList<HookCall> calls)
    {
        var stay = Draft.Stay(seen, reason, message, seen.Spec.Interval, false, [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!)]);
        return stay with { Status = stay.Status with { Weight = 0, StepStartedAt = null, Gate = wait }, Calls = calls };
    }
}
