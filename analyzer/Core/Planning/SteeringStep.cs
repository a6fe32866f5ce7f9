using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Steering the apex: asked for, then seen by a probe; a Service through which none arrives is put back and left alone for a while.</summary>
internal static class SteeringStep
{
    private static readonly TimeSpan ProbeMayTake = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(10);

    /// <summary>Asked for long enough ago, and no probe has arrived.</summary>
    internal static bool HasFailed(RolloutObservation seen) =>
        seen.Steering is not SteeringObservation.Steered && Waited(seen) is { } waited && waited >= ProbeMayTake && waited < PauseAfterFailure;

    /// <summary>What brings the Services on, or back.</summary>
    internal static IEnumerable<RolloutAction> Next(RolloutObservation seen) => (seen.Steering, HasFailed(seen)) switch
    {
        (SteeringObservation.Due or SteeringObservation.Off or SteeringObservation.Undone, false) => [new RolloutAction.Steer()],
        (SteeringObservation.Pending or SteeringObservation.Undone, true) => [new RolloutAction.Unsteer()],
        _ => [],
    };

    /// <summary>Since when it is asked for; null once it is seen.</summary>
    internal static DateTimeOffset? Since(RolloutObservation seen) => seen.Steering switch
    {
        SteeringObservation.Steered => null,
        SteeringObservation.NotReady => seen.Status.StepStartedAt,
        _ => Waited(seen) < PauseAfterFailure ? seen.Status.StepStartedAt : seen.ObservedAt,
    };

    private static TimeSpan? Waited(RolloutObservation seen) => seen.ObservedAt - seen.Status.StepStartedAt;
}
