using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Hooks that may end a trial at any time: each is asked once an interval, and the first success rolls back.</summary>
internal static class RollbackHooks
{
    /// <summary>Who asked for it and how; null if nobody did since the trial, or the wait for it, began.</summary>
    internal static string? Asked(RolloutObservation seen, string version, DateTimeOffset since) => seen.Spec.HooksOf(HookType.Rollback)
        .Where(hook => HookRound.Answer(seen, hook, version, since) is { Passed: true })
        .Select(hook => $"the rollback hook {hook.Name} asked for it")
        .FirstOrDefault();

    /// <summary>The calls that are due, for as long as there is something to roll back.</summary>
    internal static RolloutPlan Watch(RolloutObservation seen, RolloutPlan plan)
    {
        if (Since(plan.Status) is not { } watched)
        {
            return plan;
        }

        var calls = seen.Spec.HooksOf(HookType.Rollback).Select(hook => Next(seen, hook, watched.Version, watched.Since, plan.Status)).ToList();
        var due = calls.Where(call => call.NotBefore <= seen.ObservedAt).ToList();
        var later = calls.Where(call => call.NotBefore > seen.ObservedAt).Select(call => (DateTimeOffset?)call.NotBefore).Min();
        return plan with { Calls = [.. plan.Calls, .. due], LookAgainAfter = LookAgain.By(seen, plan.LookAgainAfter, later) };
    }

    private static HookCall Next(RolloutObservation seen, Hook hook, string version, DateTimeOffset since, RolloutStatus status) => new(
        hook, version, HookRound.Answer(seen, hook, version, since) is { } answered ? answered.AnsweredAt + seen.Spec.Interval : since, PhaseWord.Of(status));

    private static (string Version, DateTimeOffset Since)? Since(RolloutStatus status) => status switch
    {
        { Phase: RolloutPhase.Progressing, Trial: { } trial, PhaseSince: { } since } => (trial, since),
        { Phase: RolloutPhase.Initialized, Gate: { Type: HookType.ConfirmRollout } wait } => (wait.Version, wait.Since),
        _ => null,
    };
}
