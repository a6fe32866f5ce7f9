using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What was done with a version on trial, whoever asked for it, and why.</summary>
public sealed record TrialOutcome(Ruling Ruling, string Reason)
{
    /// <summary>What a tick has decided that is worth a record: an end, a step, the beginning of a hold; null if nothing.</summary>
    public static TrialOutcome? Of(RolloutStatus before, RolloutStatus after) => (before, after) switch
    {
        ({ Phase: not RolloutPhase.Progressing }, _) => null,
        (_, { Phase: RolloutPhase.Failed }) => new(Ruling.RollBack, after.Reason.ToString()),
        (_, { Phase: RolloutPhase.Promoting }) => new(Ruling.Advance, after.Reason.ToString()),
        (_, { Phase: not RolloutPhase.Progressing }) or ({ Weight: 0 }, _) => null,
        _ when after.Trial != before.Trial || after.TrialStartedAt != before.TrialStartedAt => null,
        _ when after.Weight > before.Weight => new(Ruling.Advance, after.Reason.ToString()),
        _ when after.Weight == before.Weight && after.Reason != before.Reason && Holds(after.Reason) => new(Ruling.Hold, after.Reason.ToString()),
        _ => null,
    };

    private static bool Holds(RolloutReason reason) =>
        reason is RolloutReason.CheckFailed or RolloutReason.LimitInDoubt or RolloutReason.NoData or RolloutReason.NoTraffic or RolloutReason.MetricSourceDown
            or RolloutReason.LooksWorse or RolloutReason.PrimaryFailsToo;
}
