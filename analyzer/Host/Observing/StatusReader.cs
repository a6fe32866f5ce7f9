using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>A Canary's status → what is recorded. A status of a running Flagger has no hashes of ours: it reads as not onboarded.</summary>
internal static class StatusReader
{
    public static RolloutStatus Read(CanaryStatus? status) => status is null ? new()
        : IsOfFlagger(status) ? new() { Reason = Reason(status), Message = status.Message ?? "" }
        : new()
        {
            Phase = Phase(status.Phase),
            Weight = Math.Clamp(status.CanaryWeight, 0, 100),
            FailedChecks = status.FailedChecks,
            PassedChecks = status.PassedChecks ?? 0,
            InconclusiveChecks = status.InconclusiveChecks ?? 0,
            ErroredChecks = status.ErroredChecks ?? 0,
            Checks = status.Checks is { Count: > 0 } checks ? [.. checks.Select(Check)] : [],
            FirstWeightAt = status.FirstWeightTime,
            HooksSince = status.HooksTime,
            Trial = status.TrialSpec,
            Promoted = status.PromotedSpecs ?? [],
            Refused = status.RefusedSpec,
            Released = status.ReleasedSpec,
            UsedSkip = status.UsedSkip,
            PrimaryReplicasAtStart = status.PrimaryReplicasAtStart ?? 0,
            PrimaryAway = status.PrimaryScaledToZero ?? false,
            TrialStartedAt = status.TrialStartTime,
            WaitStartedAt = status.WaitStartTime,
            StepStartedAt = status.StepStartTime,
            HeldSince = status.HoldStartTime,
            HoldToldAt = status.HoldToldTime,
            PhaseSince = status.LastTransitionTime,
            LastCommand = status.LastCommand,
            LastCommandBy = status.LastCommandBy,
            LastCommandAt = status.LastCommandTime,
            PausedSince = status.PausedTime,
            SuspendedSince = status.SuspendedTime,
            SeenThreshold = status.SeenThreshold,
            SeenReset = status.SeenReset,
            Provider = status.Conditions?.FirstOrDefault(each => each.Type == CanaryCondition.Routed) is { } routed ? Routed(routed.Reason, routed.Message) : null,
            Strategy = StrategyKinds.Parse(status.Strategy),
            Gate = GateRecord.Read(status.Gate),
            Post = GateRecord.Read(status.Ending),
            Traffic = JudgingStatus.Read(status.Traffic),
            Reason = Reason(status),
            Message = status.Message ?? "",
        };

    /// <summary>The provider on record; null if none is.</summary>
    public static ProviderChoice? Routed(JsonObject canary) =>
        canary.Objects("status", "conditions").FirstOrDefault(each => each.Text("type") == CanaryCondition.Routed) is { } routed
            ? Routed(routed.Text("reason"), routed.Text("message"))
            : null;

    private static ProviderChoice? Routed(string? reason, string? message) =>
        Enum.TryParse<ProviderKind>(reason, out var kind) && Enum.IsDefined(kind) ? new(kind, message ?? "") : null;

    // Its hashes are not ours, and only what was onboarded has a promoted version on our record. What Flagger did at its phase is of no account:
    // its target has neither proxies nor marks.
    private static bool IsOfFlagger(CanaryStatus status) => status is { Phase: not (CanaryPhase.None or CanaryPhase.Initializing or CanaryPhase.Terminating or CanaryPhase.Terminated), PromotedSpecs: null or { Count: 0 } }
        && (status.LastPromotedSpec ?? status.LastAppliedSpec) is { Length: > 0 } hash && !TemplateHash.TryParse(hash, out _);

    private static RolloutReason Reason(CanaryStatus status) => Enum.TryParse<RolloutReason>(status.Reason, out var reason) ? reason : RolloutReason.None;

    private static CheckRecord Check(CanaryCheck check) =>
        new(check.Name, Enum.TryParse<Verdict>(check.Verdict, out var verdict) ? verdict : Verdict.Inconclusive, check.Value, check.Query ?? "")
        {
            Min = check.Min,
            Max = check.Max,
        };

    // Phases of Flagger that this build does not enter itself read as the one it goes on from.
    private static RolloutPhase Phase(CanaryPhase phase) => phase switch
    {
        CanaryPhase.None or CanaryPhase.Initializing => RolloutPhase.Initializing,
        CanaryPhase.Initialized or CanaryPhase.Waiting => RolloutPhase.Initialized,
        CanaryPhase.Progressing or CanaryPhase.WaitingPromotion => RolloutPhase.Progressing,
        CanaryPhase.Promoting => RolloutPhase.Promoting,
        CanaryPhase.Finalising => RolloutPhase.Finalising,
        CanaryPhase.Succeeded => RolloutPhase.Succeeded,
        CanaryPhase.Failed => RolloutPhase.Failed,
        CanaryPhase.Terminating or CanaryPhase.Terminated => RolloutPhase.Terminating,
    };
}
