using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>Present weight → next weight. A weight that is in no list (the plan was edited in mid-run) goes to the next larger step, never to 100.</summary>
public static class StepSchedule
{
    /// <summary>The next weight above this one, or null if this is the last.</summary>
    public static int? Next(StepPlan plan, int weight) => plan.Weights.Count > 0
        ? plan.Weights.Where(each => each > weight).Select(each => (int?)Math.Min(each, 100)).Min()
        : weight >= Last(plan) ? null : Math.Min(((weight / plan.StepWeight) + 1) * plan.StepWeight, Last(plan));

    /// <summary>The largest weight of the plan.</summary>
    public static int Last(StepPlan plan) => plan.Weights.Count > 0 ? Math.Min(plan.Weights.Max(), 100) : plan.MaxWeight;

    /// <summary>How long a trial takes of which every check passes at its first look.</summary>
    public static TimeSpan Shortest(RolloutSpec spec)
    {
        var looks = 0;
        for (var next = Next(spec.Steps, 0); next is { } weight && looks < 100; next = Next(spec.Steps, weight))
        {
            looks++;
        }

        return Math.Max(looks, spec.Iterations) * spec.Interval;
    }

    /// <summary>Pods that the first weight needs, and what comes before it: copies of requests are work as well.</summary>
    public static int PodsAtStart(RolloutSpec spec, int primaryReplicas) =>
        PodsFor(Math.Max(Next(spec.Steps, 0) ?? Last(spec.Steps), spec.ChecksAtZero > 0 ? spec.MirrorWeight : 0), primaryReplicas);

    /// <summary>Whether so many ready pods are enough of those that are needed: the threshold's share of them, once all are asked for, and at
    /// least one. Example: 50 % of 3 → 1.</summary>
    public static bool IsEnough(RolloutSpec spec, int ready, int replicas, int needed) =>
        ready >= needed || (replicas >= needed && ready >= Math.Max(1, needed * spec.CanaryReadyThreshold / 100));

    /// <summary>Pods that a weight needs: ⌈w % of the primary's pods⌉, at least one. Example: 10 % of 2 → 1; 50 % of 3 → 2.</summary>
    public static int PodsFor(int weight, int primaryReplicas) => Math.Max(1, ((weight * primaryReplicas) + 99) / 100);
}
