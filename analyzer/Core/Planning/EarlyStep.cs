using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>A step that proof takes before its clock runs out. Whatever stands against it then stands against nobody: the step goes on.</summary>
internal static class EarlyStep
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Whether the checks may be asked before the interval is over. Iterations are looks of the clock, and a person who paused it waits for nothing.</summary>
    internal static bool IsShownSafe(RolloutObservation seen) =>
        seen is { Comparison: { IsShownSafe: true, Ruling: < Ruling.Hold }, Weight: > 0, Status.PausedSince: null } && !StepPlanning.IsRepeated(seen, seen.Status.PassedChecks + 1);

    /// <summary>The next step now; null while it is not to be taken early.</summary>
    internal static RolloutPlan? Of(RolloutObservation seen, Judgement judgement, DateTimeOffset due)
    {
        if (judgement.Verdict is not Verdict.Passed || seen.Copy is not { Ready: > 0 } copy || !RolloutPlanner.ChecksDue(seen))
        {
            return null;
        }

        var needed = StepSchedule.Next(seen.Spec.Steps, seen.Weight) is { } next ? StepSchedule.PodsFor(next, seen.Status.PrimaryReplicasAtStart) : 0;
        if (needed == 0 || StepSchedule.IsEnough(seen.Spec, copy.Ready, copy.Replicas, needed))
        {
            return StepPlanning.Passed(seen, judgement);
        }

        var running = StepPlanning.Running(seen, due);
        return copy.Replicas < needed ? running with { Actions = [.. running.Actions, new RolloutAction.ScaleCopy(needed)] } : running;
    }

    /// <summary>When to look again: proof may come at any moment once the step is old enough.</summary>
    internal static TimeSpan LookAgain(RolloutObservation seen, DateTimeOffset due)
    {
        var left = due - seen.ObservedAt;
        if (seen is not { Spec.Judging: { Mode: JudgeMode.Strict, Pace: Pace.Proof } judging, Comparison: not null, Status.StepStartedAt: { } start })
        {
            return left;
        }

        var dwells = start + judging.Dwell - seen.ObservedAt;
        var soon = dwells > Again ? dwells : Again;
        return soon < left ? soon : left;
    }

    /// <summary>What is said of a step that is taken: its ground, where not the clock alone paces.</summary>
    internal static string Ground(RolloutObservation seen) => seen.Comparison is { Ground: { Length: > 0 } ground } ? $". {ground}" : "";
}
