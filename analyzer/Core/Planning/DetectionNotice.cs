using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A trial that can notice nothing useful at the target's usual traffic says so once, when its first weight is seen applied.</summary>
internal static class DetectionNotice
{
    internal static RolloutPlan Of(RolloutObservation seen, RolloutPlan plan) =>
        seen.Status.FirstWeightAt is null && plan.Status is { FirstWeightAt: not null, Phase: RolloutPhase.Progressing, Traffic: { } traffic } && Sentence(seen.Spec, traffic) is { } sentence
            ? plan with { Actions = [.. plan.Actions, new RolloutAction.Announce(true, RolloutReason.NoticesLittle, $"{Draft.Name(seen)}: {sentence}")] }
            : plan;

    private static string? Sentence(RolloutSpec spec, UsualTraffic traffic) => spec.Judging is { Mode: not JudgeMode.Off, Unit: SplitUnit.Request } judging
        ? PlanForecast.Warning(StepsAhead.Of(spec), traffic.RequestsPerSecond / judging.Burst, traffic.Errors, judging.Alpha)
        : null;
}
