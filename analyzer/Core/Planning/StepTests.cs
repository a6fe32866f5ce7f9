using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The rollout hooks of a step: asked once its weight is applied, so that they run while the interval does, and answered before its
/// checks are judged.</summary>
internal static class StepTests
{
    internal static HookRound Of(RolloutObservation seen) => seen.Status is { Trial: { } version, StepStartedAt: { } start }
        ? HookRound.Of(seen, HookType.Rollout, version, start)
        : new HookRound.Passed();

    internal static IReadOnlyList<HookCall> Calls(RolloutObservation seen) => Of(seen) is HookRound.Asking asking ? [asking.Call] : [];
}
