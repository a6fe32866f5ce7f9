using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The rollout hooks of a step: asked once its weight is applied, so that they run while the interval does, and answered before its
/// checks are judged.</summary>
internal static class StepTests
{
    internal static HookRound Of(RolloutObservation seen) => seen.Status is { Trial: { } version } status && Since(status) is { } since
        ? HookRound.Of(seen, HookType.Rollout, version, since)
        : new HookRound.Passed();

    /// <summary>From when on answers count: a step that is only looked at again asks its hooks once.</summary>
    internal static DateTimeOffset? Since(RolloutStatus status) => status.HooksSince ?? status.StepStartedAt;

    internal static IReadOnlyList<HookCall> Calls(RolloutObservation seen) => Of(seen) is HookRound.Asking asking ? [asking.Call] : [];
}
