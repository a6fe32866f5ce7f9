using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The analysis of the version on trial from the first weight on, and never silently: because it was asked for, or because a weight of
/// one strategy says nothing in another (all requests that match, or all).</summary>
internal static class TrialRestart
{
    internal static RolloutPlan? AsAsked(RolloutObservation seen) =>
        SpecMarks.Resets(seen) ? Anew(seen, "spec.skipAnalysis was set to false") : null;

    internal static RolloutPlan? OfAnotherStrategy(RolloutObservation seen) =>
        seen.Status.Strategy is { } before && before != seen.Spec.Strategy
            ? Anew(seen, $"its strategy was changed from {before.Word()} to {seen.Spec.Strategy.Word()}")
            : null;

    private static RolloutPlan Anew(RolloutObservation seen, string why)
    {
        var message = $"Restarting the analysis of {Draft.Name(seen)} version {Draft.Short(seen.Status.Trial)} at its first weight: {why}";
        var begun = NewVersionPlan.Begin(seen);
        return new(
            [new RolloutAction.SetWeight(0), .. NewVersionPlan.Guards(seen.Target!), new RolloutAction.Announce(false, RolloutReason.AnalysisRestarted, message)],
            begun.Status with { Trial = seen.Status.Trial, Refused = seen.Status.Refused, SeenThreshold = seen.Status.SeenThreshold, LastCommand = seen.Status.LastCommand, Reason = RolloutReason.AnalysisRestarted, Message = message },
            Draft.Soon);
    }
}
