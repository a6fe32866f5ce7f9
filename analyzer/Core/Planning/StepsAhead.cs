using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The weights of a plan and how long each lasts if every look passes.</summary>
public static class StepsAhead
{
    private const int Most = 100;

    /// <summary>All steps of a plan.</summary>
    public static IReadOnlyList<PlannedStep> Of(RolloutSpec spec) => Above(spec, 0, 0);

    /// <summary>What is left of the present step and of those after it.</summary>
    public static IReadOnlyList<PlannedStep> Of(RolloutObservation seen)
    {
        var left = seen.Status.StepStartedAt is { } start ? start + seen.Spec.Interval - seen.ObservedAt : seen.Spec.Interval;
        return [new(seen.Weight, left > TimeSpan.Zero ? left : TimeSpan.Zero), .. Above(seen.Spec, seen.Weight, seen.Status.PassedChecks + 1)];
    }

    // What is missing of the iterations is looked at at the last weight.
    private static List<PlannedStep> Above(RolloutSpec spec, int weight, int looks)
    {
        List<PlannedStep> steps = [];
        for (var next = StepSchedule.Next(spec.Steps, weight); next is { } above && steps.Count < Most; next = StepSchedule.Next(spec.Steps, above))
        {
            steps.Add(new(above, spec.Interval));
        }

        var missing = spec.Iterations - looks - steps.Count;
        return missing > 0 ? [.. steps, new(StepSchedule.Last(spec.Steps), missing * spec.Interval)] : steps;
    }
}
