using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>stepWeightPromotion, as Flagger's ladder: 50 by 20 → 30, 10, done.</summary>
public class ReturnPaceTests
{
    private static readonly RolloutObservation Rolled =
        Some.Promoting with { Spec = Some.Spec with { StepWeightPromotion = 20 }, Target = Some.Finalising.Target };

    [Theory]
    [InlineData(50, 30)]
    [InlineData(30, 10)]
    public void Share_OfARolledPrimary_FallsByAStepEachInterval(int weight, int next)
    {
        var plan = At(weight, Some.Interval).Plan();

        Assert.Equal((RolloutPhase.Promoting, next, Some.Now), (plan.Status.Phase, plan.Weight(), plan.Status.StepStartedAt!.Value));
    }

    [Fact]
    public void Share_WithinAnInterval_Stays() => Assert.Equal(30, At(30, Some.Interval / 2).Plan().Weight());

    [Fact]
    public void Share_OfTheLastStep_EndsThePromotion() => Assert.Equal((RolloutPhase.Finalising, 0), (At(10, Some.Interval).Plan().Status.Phase, At(10, Some.Interval).Plan().Weight()));

    [Fact]
    public void Share_OfNone_EndsThePromotionAtOnce() => Assert.Equal(RolloutPhase.Finalising, At(0, TimeSpan.Zero).Plan().Status.Phase);

    [Fact]
    public void Share_OfAPrimaryThatStillRolls_FallsNoFasterThanItsNewPods()
    {
        var rolling = At(50, Some.Interval).Target(target => target with { RolledOut = false, UpdatedAvailable = 1 });

        Assert.Equal(38, rolling.Plan().Weight());
    }

    private static RolloutObservation At(int weight, TimeSpan since) =>
        (Rolled with { Routes = Some.At(weight) }).Status(status => status with { Weight = weight, StepStartedAt = Some.Now - since });
}
