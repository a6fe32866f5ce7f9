using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The longest a trial, and the longest a gate, may take; a person's pause stops both clocks.</summary>
internal static class Deadlines
{
    /// <summary>Why the trial took too long; null if it did not.</summary>
    internal static string? TimedOut(RolloutObservation seen)
    {
        var took = seen.ObservedAt - seen.Status.PhaseSince;
        return seen.Status.PausedSince is null && took >= seen.Spec.AnalysisTimeout
            ? $"the trial took {took.Value.TotalSeconds:0} s at weight {seen.Weight}; spec.analysis.timeout is {seen.Spec.AnalysisTimeout.Value.TotalSeconds:0} s"
            : null;
    }

    /// <summary>The plan, looked at again no later than when a deadline ends.</summary>
    internal static RolloutPlan Watch(RolloutObservation seen, RolloutPlan plan)
    {
        if (plan.Status is not { Phase: RolloutPhase.Progressing or RolloutPhase.Initialized, PausedSince: null } status)
        {
            return plan;
        }

        var trial = status.Phase is RolloutPhase.Progressing ? status.PhaseSince + seen.Spec.AnalysisTimeout : null;
        return plan with { LookAgainAfter = LookAgain.By(seen, LookAgain.By(seen, plan.LookAgainAfter, trial), Gate.ExpiresAt(seen, status.Gate)) };
    }
}
