using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Checks at weight 0, by copies of requests and by direct ones, before any user meets the version: all checks of a blue/green
/// run, the first one of a mirrored canary.</summary>
internal static class Rehearsal
{
    /// <summary>Whether the copy is still looked at without a share. Where the plan has no weight at all, it always is.</summary>
    internal static bool IsDue(RolloutObservation seen) =>
        seen is { Weight: 0, Spec.ChecksAtZero: > 0 }
        && (seen.Status.PassedChecks < seen.Spec.ChecksAtZero || StepSchedule.Last(seen.Spec.Steps) == 0);

    /// <summary>Whether its intervals run. What waits for its Service has begun nothing.</summary>
    internal static bool HasBegun(RolloutObservation seen) =>
        IsDue(seen) && seen.Status is { Weight: 0, StepStartedAt: not null, Reason: not Api.Reasons.RolloutReason.Steering };

    internal static RolloutPlan Begin(RolloutObservation seen) =>
        StepPlanning.Of(seen with { Status = seen.Status with { StepStartedAt = null } }, new(Verdict.Inconclusive, []));

    /// <summary>The share in force and, in a rehearsal, the share of requests that is copied.</summary>
    internal static RolloutAction.SetWeight Weight(RolloutObservation seen) => new(seen.Weight, IsDue(seen) ? seen.Spec.MirrorWeight : 0);
}
