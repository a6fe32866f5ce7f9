using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>How fast a promotion gives the share back: stepWeightPromotion per interval at most. Example: 50 by 20 → 30, 10, 0.</summary>
internal static class ReturnPace
{
    /// <summary>The least share that may be in force now.</summary>
    internal static int Least(RolloutObservation seen) => seen.Spec.StepWeightPromotion switch
    {
        0 => 0,
        var step when IsDue(seen) => Math.Max(0, seen.Weight - step),
        _ => seen.Weight,
    };

    /// <summary>What is added to the deadline of a promotion that moves by intervals.</summary>
    internal static TimeSpan Patience(RolloutObservation seen) => seen.Spec.StepWeightPromotion > 0 ? seen.Spec.Interval : TimeSpan.Zero;

    private static bool IsDue(RolloutObservation seen) => seen.ObservedAt - seen.Status.StepStartedAt >= seen.Spec.Interval;
}
