using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Alerts;

/// <summary>Which steps of a rollout people are told of: its beginning and every end of it, and whatever waits for one of them.</summary>
public static class AlertRules
{
    private static readonly RolloutReason[] Asked = [RolloutReason.Aborted, RolloutReason.RolledBackByHook, RolloutReason.Reverted, RolloutReason.RefusedBefore];

    /// <summary>The alerts of a step that is on record.</summary>
    public static IEnumerable<Alert> Of(RolloutObservation seen, RolloutPlan plan)
    {
        var (before, after) = (seen.Status, plan.Status);
        if (Ending(before, after, plan) is { } severity)
        {
            yield return Make(seen, after, severity);
        }
        else if (after.Phase is RolloutPhase.Progressing && (before.Phase is not RolloutPhase.Progressing || (after.Trial is not null && before.Trial != after.Trial)))
        {
            yield return Make(seen, after, AlertSeverity.Info);
        }

        if (after.Gate?.ClosedBy is { } name && before.Gate?.ClosedBy is null && !IsMuted(seen, after, name))
        {
            yield return Make(seen, after, AlertSeverity.Warn);
        }

        if (after.Reason is RolloutReason.RouteEdited && before.Reason is not RolloutReason.RouteEdited)
        {
            yield return Make(seen, after, AlertSeverity.Warn);
        }

        if (after.Reason is RolloutReason.PromotionStalled && before.Reason is not RolloutReason.PromotionStalled)
        {
            yield return Make(seen, after, AlertSeverity.Error);
        }

        foreach (var said in plan.Actions.OfType<RolloutAction.Announce>().Where(said => IsCall(said.Reason) && after.Phase is RolloutPhase.Progressing))
        {
            yield return Make(seen, after, AlertSeverity.Warn) with { Reason = said.Reason.ToString(), Text = said.Message };
        }
    }

    /// <summary>The alert of an end that is on record and that nobody may have heard of; null if the rollout has gone on since.</summary>
    public static Alert? Again(RolloutObservation seen) => seen.Status is { Post: { } post } status && status.Phase.ToString() == post.Phase
        ? Make(seen, status, Severity(status))
        : null;

    /// <summary>Whether an alert of this severity goes to somebody who asked for this and above; none asked for is all.</summary>
    public static bool Wants(string? least, AlertSeverity severity) => least switch
    {
        "error" => severity is AlertSeverity.Error,
        "warn" => severity is not AlertSeverity.Info,
        _ => true,
    };

    // What the trial's present reason does not say, and somebody has to look at.
    private static bool IsCall(RolloutReason reason) => reason is RolloutReason.LocalTrouble or RolloutReason.HeldTooLong;

    private static AlertSeverity? Ending(RolloutStatus before, RolloutStatus after, RolloutPlan plan) => after.Phase switch
    {
        RolloutPhase.Failed when before.Phase is not RolloutPhase.Failed => Severity(after),
        RolloutPhase.Succeeded when before.Phase is not RolloutPhase.Succeeded => AlertSeverity.Info,
        RolloutPhase.Initialized when before.Phase is RolloutPhase.Initializing => after.Reason is RolloutReason.NotSplittable ? AlertSeverity.Warn : AlertSeverity.Info,
        RolloutPhase.Initialized when before.Phase is RolloutPhase.Progressing or RolloutPhase.Promoting && after.Gate is null => AlertSeverity.Warn,
        RolloutPhase.Promoting when after.Reason is RolloutReason.PrimaryLost && before.Phase is not RolloutPhase.Promoting => AlertSeverity.Warn,
        RolloutPhase.Terminating when plan.Actions.OfType<RolloutAction.RemoveFinalizer>().Any() => AlertSeverity.Info,
        RolloutPhase.Failed or RolloutPhase.Succeeded or RolloutPhase.Initialized or RolloutPhase.Promoting or RolloutPhase.Terminating
            or RolloutPhase.Initializing or RolloutPhase.Progressing or RolloutPhase.Finalising => null,
    };

    private static AlertSeverity Severity(RolloutStatus ended) => ended.Phase switch
    {
        RolloutPhase.Failed when Asked.Contains(ended.Reason) => AlertSeverity.Warn,
        RolloutPhase.Failed => AlertSeverity.Error,
        RolloutPhase.Succeeded or RolloutPhase.Initialized or RolloutPhase.Promoting or RolloutPhase.Terminating
            or RolloutPhase.Initializing or RolloutPhase.Progressing or RolloutPhase.Finalising => AlertSeverity.Info,
    };

    private static bool IsMuted(RolloutObservation seen, RolloutStatus after, string name) =>
        after.Gate is { } gate && (!Gates.HookTypes.IsGate(gate.Type) || seen.Spec.HooksOf(gate.Type).Any(hook => hook.Name == name && hook.MuteAlert));

    private static Alert Make(RolloutObservation seen, RolloutStatus after, AlertSeverity severity)
    {
        // A version that waits for its trial has none yet.
        var version = after.Gate?.Version ?? (after.Phase is RolloutPhase.Initialized or RolloutPhase.Terminating ? seen.Target?.TemplateHash : after.Trial) ?? seen.Primary;
        return new(seen.Key, seen.Spec.Target, severity, after.Reason.ToString(), after.Message,
        [
            new("Target", $"Deployment/{seen.Spec.Target}.{seen.Key.Namespace}"),
            new("Version", Draft.Short(version)),
            new("Phase", PhaseWord.Of(after)),
            new("Traffic", $"{seen.Weight} % on trial, up to {StepSchedule.Last(seen.Spec.Steps)} %"),
            new("Checks", $"{after.PassedChecks} passed, {after.FailedChecks} failed; {seen.Spec.Threshold} failed roll back"),
            .. after.LastCommandBy is { } by && after.LastCommand != seen.Status.LastCommand ? [new AlertFact("Asked by", by)] : Array.Empty<AlertFact>(),
        ]);
    }
}
