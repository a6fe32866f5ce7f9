using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>What is remembered of a Canary's spec, so that a change of it is seen as one, also if it came while nobody looked: a threshold that
/// becomes 0 aborts a run once, and a skipAnalysis that becomes false restarts the analysis once.</summary>
internal static class SpecMarks
{
    internal const string AbortedByThreshold = "aborted: threshold changed to 0";

    /// <summary>What a run, or the wait for its gate, begins with: what stood before is no change.</summary>
    internal static RolloutStatus AtBegin(RolloutSpec spec, RolloutStatus status) => status with
    {
        SeenThreshold = spec.GivenThreshold,
        SeenReset = spec.Resets,
        Strategy = spec.Strategy,
    };

    /// <summary>The threshold was another one in this run, and is 0.</summary>
    internal static bool Aborts(RolloutObservation seen) => seen is { Spec.GivenThreshold: 0, Status.SeenThreshold: > 0 };

    /// <summary>skipAnalysis was not an explicit false, and is.</summary>
    internal static bool Resets(RolloutObservation seen) => seen is { Spec.Resets: true, Status.SeenReset: false };

    /// <summary>The plan, with what this tick has seen on record; what it has not acted on yet stays unseen.</summary>
    internal static RolloutPlan Keep(RolloutObservation seen, RolloutPlan plan)
    {
        var status = plan.Status;
        var isRun = status is { Phase: RolloutPhase.Progressing } or { Phase: RolloutPhase.Initialized, Gate.Type: HookType.ConfirmRollout };
        return plan with
        {
            Status = status with
            {
                SeenThreshold = !isRun || status.SeenThreshold != seen.Status.SeenThreshold || Aborts(seen) ? status.SeenThreshold : seen.Spec.GivenThreshold,
                SeenReset = status.SeenReset == seen.Status.SeenReset ? seen.Spec.Resets && !IsPending(seen, status) : status.SeenReset,
                Strategy = status is { Phase: RolloutPhase.Progressing, Strategy: null } ? seen.Spec.Strategy : status.Strategy,
            },
        };
    }

    // A refused version is retried once its copy is gone, and a run that is being settled restarts after that.
    private static bool IsPending(RolloutObservation seen, RolloutStatus after) => Resets(seen) && after.Phase switch
    {
        RolloutPhase.Progressing => true,
        RolloutPhase.Failed => seen.Target is { IsHeld: true } target && target.TemplateHash == after.Refused,
        RolloutPhase.Initializing or RolloutPhase.Initialized or RolloutPhase.Promoting or RolloutPhase.Finalising or RolloutPhase.Succeeded or RolloutPhase.Terminating => false,
    };
}
