using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using FsCheck.Xunit;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Whatever the steps, the primary's size and what an autoscaler makes of it: the copy has the pods of a weight before it gets that weight,
/// at least one and never more than the primary has.</summary>
public sealed class CopySizeTests
{
    [Property(MaxTest = 300)]
    public void Copy_OfAnySize_GetsNoWeightThatItHasNotThePodsFor(byte step, byte max, byte size, byte scaled, byte pods, byte weight)
    {
        var (steps, atStart) = (new StepPlan(1 + (step % 100), 1 + (max % 100), []), size % 120);
        var seen = At(1 + (weight % 100), steps, atStart, scaled % 120).Copy(copy => copy with { Replicas = pods % 120, Ready = pods % 120 });

        var plan = seen.Plan(Verdict.Passed);

        if (plan.Weight() is { } asked && asked > seen.Weight)
        {
            Assert.True(seen.Copy!.Ready * 100 >= asked * atStart && seen.Copy.Ready >= 1, $"{asked} % of {atStart} for {seen.Copy.Ready} pods");
        }

        Assert.All(plan.Actions.OfType<RolloutAction.ScaleCopy>(), action => InBounds(action.Replicas, StepSchedule.Next(steps, seen.Weight)!.Value, atStart));
    }

    [Property(MaxTest = 300)]
    public void Copy_WhenItIsMade_HasThePodsOfTheFirstWeight(byte step, byte max, byte size, byte scaled)
    {
        var (steps, atStart) = (new StepPlan(1 + (step % 100), 1 + (max % 100), []), size % 120);
        var seen = At(0, steps, atStart, scaled % 120) with { Copy = null };

        InBounds(seen.Plan().Only<RolloutAction.CreateCopy>().Replicas, StepSchedule.Next(steps, 0)!.Value, atStart);
    }

    // ⌈w %⌉ exactly: less is a flood, more is paid for by nobody's requests.
    private static void InBounds(int pods, int weight, int atStart)
    {
        Assert.True(pods >= 1 && pods * 100 >= weight * atStart, $"{pods} pods for {weight} % of {atStart}");
        Assert.True(pods <= Math.Max(1, atStart) && (pods - 1) * 100 < Math.Max(1, weight * atStart), $"{pods} pods for {weight} % of {atStart}");
    }

    private static RolloutObservation At(int weight, StepPlan steps, int atStart, int scaled) =>
        (Some.OnTrial with { Routes = Some.At(weight), Spec = Some.Spec with { Steps = steps } })
            .Status(status => status with { Weight = weight, PrimaryReplicasAtStart = atStart, StepStartedAt = weight == 0 ? null : status.StepStartedAt })
            .Target(target => target with { Replicas = scaled });
}
