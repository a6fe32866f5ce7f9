using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>What comparison and guards do to a step: a version that is shown to be worse goes back at any moment, one that only looks worse
/// waits for its next look.</summary>
internal static class ComparedStep
{
    internal static RolloutPlan? Ended(RolloutObservation seen) =>
        seen.Comparison is { Ruling: Ruling.RollBack } found ? Rollback.Of(seen, ReasonOf(found.Why), found.Sentence) : null;

    internal static RolloutPlan? Held(RolloutObservation seen) =>
        seen.Comparison is { Ruling: Ruling.Hold } found ? StepPlanning.Again(seen, ReasonOf(found.Why), found.Sentence) : null;

    private static RolloutReason ReasonOf(RulingReason why) => why switch
    {
        RulingReason.Comparison => RolloutReason.WorseThanPrimary,
        RulingReason.TotalFailure => RolloutReason.EjectedByProxies,
        RulingReason.NothingToCompare => RolloutReason.NoTraffic,
        _ => RolloutReason.LooksWorse,
    };
}
