using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Iterations beside weights, alone with conditions (A/B), and alone (blue/green).</summary>
public class IterationTests
{
    [Fact]
    public void Iterations_BesideWeights_DoNotHoldAStepUp() =>
        Assert.Equal(30, Asking(Some.OnTrial, 10).Plan(Verdict.Passed).Weight());

    [Theory]
    [InlineData(8, RolloutPhase.Progressing)]
    [InlineData(9, RolloutPhase.Promoting)]
    public void Iterations_BesideWeights_AreTheFewestChecksBeforePromotion(int passed, RolloutPhase phase)
    {
        var last = (Asking(Some.OnTrial, 10) with { Routes = Some.At(50) }).Status(status => status with { Weight = 50, PassedChecks = passed });

        var plan = last.Plan(Verdict.Passed);

        Assert.Equal((phase, 50), (plan.Status.Phase, plan.Weight()));
    }

    [Fact]
    public void Iteration_ThatIsRepeated_IsCountedAndHasItsWholeInterval()
    {
        var last = (Asking(Some.OnTrial, 10) with { Routes = Some.At(50) }).Status(status => status with { Weight = 50, PassedChecks = 5 });

        var plan = last.Plan(Verdict.Passed);

        Assert.Equal((6, Some.Now, Some.Interval), (plan.Status.PassedChecks, plan.Status.StepStartedAt!.Value, plan.LookAgainAfter!.Value));
        Assert.Contains("iteration 6/10", plan.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AbTest_TakesItsWholeShareAtOnce() =>
        Assert.Equal(100, At(0, AbTest(3)).Status(status => status with { StepStartedAt = null }).Plan().Weight());

    [Theory]
    [InlineData(1, RolloutPhase.Progressing)]
    [InlineData(2, RolloutPhase.Promoting)]
    public void AbTest_IsPromotedAfterItsIterations(int passed, RolloutPhase phase) =>
        Assert.Equal(phase, At(100, AbTest(3)).Status(status => status with { PassedChecks = passed }).Plan(Verdict.Passed).Status.Phase);

    [Fact]
    public void BlueGreen_WithItsCopyReady_IsLookedAtWithoutAShare()
    {
        var plan = At(0, BlueGreen(3)).Status(status => status with { StepStartedAt = null, PassedChecks = 0, Reason = RolloutReason.WaitingForCopy }).Plan();

        Assert.Equal("weight 0", plan.Words());
        Assert.Equal((RolloutReason.Analysing, Some.Now), (plan.Status.Reason, plan.Status.StepStartedAt!.Value));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 100)]
    public void BlueGreen_ThatPasses_GoesToEverybodyAfterItsIterations(int passed, int weight)
    {
        var seen = At(0, BlueGreen(3)).Status(status => status with { PassedChecks = passed });

        var plan = seen.Plan(Verdict.Passed);

        Assert.True(RolloutPlanner.ChecksDue(seen));
        Assert.Equal((weight, passed + 1), (plan.Weight(), plan.Status.PassedChecks));
    }

    [Fact]
    public void BlueGreen_WithoutAVerdict_StaysWithoutAShare() =>
        Assert.Equal((RolloutReason.NoData, 0), (At(0, BlueGreen(3)).Plan().Status.Reason, At(0, BlueGreen(3)).Plan().Weight()));

    [Fact]
    public void BlueGreen_ThatFails_IsRolledBackBeforeAnyUserMetIt() =>
        Assert.Equal(RolloutPhase.Failed, At(0, BlueGreen(3)).Status(status => status with { FailedChecks = 2 }).Plan(Verdict.Failed).Status.Phase);

    [Fact]
    public void BlueGreen_AtTheSwitch_NeedsThePodsOfThePrimary()
    {
        var plan = At(0, BlueGreen(1)).Copy(copy => copy with { Replicas = 4, Ready = 3 }).Status(status => status with { PassedChecks = 0 }).Plan(Verdict.Passed);

        Assert.Equal((RolloutReason.WaitingForCopy, 0), (plan.Status.Reason, plan.Weight()));
    }

    [Fact]
    public void BlueGreen_AfterTheSwitch_IsJudgedOnceMoreAndPromoted() =>
        Assert.Equal(RolloutPhase.Promoting, At(100, BlueGreen(3)).Status(status => status with { PassedChecks = 3 }).Plan(Verdict.Passed).Status.Phase);

    [Fact]
    public void BlueGreen_WithoutWeights_IsPromotedFromZero()
    {
        var never = BlueGreen(3) with { Steps = new(1, 0, []) };

        var plan = At(0, never).Status(status => status with { PassedChecks = 2 }).Plan(Verdict.Passed);

        Assert.Equal((RolloutPhase.Promoting, 0), (plan.Status.Phase, plan.Weight()));
    }

    [Fact]
    public void BlueGreen_WhoseServiceWasWaitedFor_HasNoIntervalYet()
    {
        var seen = At(0, BlueGreen(3)).Status(status => status with { Reason = RolloutReason.Steering });

        Assert.False(RolloutPlanner.ChecksDue(seen));
        Assert.Equal(Some.Now, seen.Plan(Verdict.Passed).Status.StepStartedAt);
    }

    private static RolloutObservation Asking(RolloutObservation seen, int iterations) => seen with { Spec = seen.Spec with { Iterations = iterations } };

    private static RolloutSpec AbTest(int iterations) =>
        Some.Spec with { Steps = new(100, 100, []), Iterations = iterations, Traffic = new() { LanesOnly = true, Lanes = [new([new(LaneSource.Header, "x", LaneTest.Present, "")])] } };

    private static RolloutSpec BlueGreen(int iterations) => Some.Spec with { Steps = new(100, 100, []), Iterations = iterations, ChecksAtZero = iterations };

    // The interval is just over.
    private static RolloutObservation At(int weight, RolloutSpec spec) =>
        Some.OnTrial.Status(status => status with { Weight = weight, PassedChecks = 0 }) with { Spec = spec, Routes = Some.At(weight) };
}
