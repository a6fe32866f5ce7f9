using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>How long a run takes in the world of <see cref="SimulatedCluster"/>, where a copy is ready and a weight applied a second after it
/// was asked for.</summary>
public class RunTimingTests
{
    private const int StepOverhead = 3;
    private const int StartAndPromotion = 10;

    [Theory]
    [InlineData(60, 10, 50)]
    [InlineData(30, 5, 30)]
    [InlineData(15, 50, 100)]
    public void Run_OfAGoodVersion_TakesAnIntervalPerStepAndWhatReadinessTakes(int interval, int step, int max)
    {
        var cluster = Onboarded(Some.Spec with { Interval = TimeSpan.FromSeconds(interval), Steps = new(step, max, []) });
        var began = cluster.Now;

        cluster.Target.Apply("v1:good-a", isHeld: true);
        Assert.True(cluster.RunUntil(each => each.Recorded is { Phase: RolloutPhase.Succeeded, LastPromoted: "v1:good-a" }));

        var (least, steps) = (interval * max / step, max / step);
        Assert.InRange((cluster.Now - began).TotalSeconds, least, least + (steps * StepOverhead) + StartAndPromotion);
    }

    [Fact]
    public void Run_OfABadVersion_EndsThresholdIntervalsAfterItsFirstWeight()
    {
        var cluster = Onboarded(Some.Spec);
        cluster.Target.Apply("v1:bad-a", isHeld: true);
        Assert.True(cluster.RunUntil(each => each.Recorded.FirstWeightAt is not null));
        var began = cluster.Now;

        Assert.True(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Failed));

        Assert.InRange((cluster.Now - began).TotalSeconds, 30, 33);
    }

    [Fact]
    public void Run_WithoutTraffic_SaysSoWithinTwoIntervalsAndOnce()
    {
        var cluster = Onboarded(Some.Spec);
        cluster.Target.Apply("v1:quiet-a", isHeld: true);
        Assert.True(cluster.RunUntil(each => each.Recorded.FirstWeightAt is not null));
        var began = cluster.Now;

        Assert.True(cluster.RunUntil(each => each.Recorded.Reason is RolloutReason.NoTraffic));
        Assert.InRange(cluster.Now - began, TimeSpan.Zero, 2 * Some.Interval);

        var asked = 0;
        Assert.False(cluster.RunUntil(each => each.Recorded.Reason is not RolloutReason.NoTraffic || ++asked > 100, ticks: 100));
        Assert.Single(cluster.Said, said => said.Reason is RolloutReason.NoTraffic);
    }

    private static SimulatedCluster Onboarded(RolloutSpec spec)
    {
        var cluster = new SimulatedCluster { Spec = spec };
        Assert.True(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Initialized));
        return cluster;
    }
}
