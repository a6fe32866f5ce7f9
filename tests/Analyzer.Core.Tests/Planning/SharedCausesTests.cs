using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Checks that both sides fail.</summary>
public class SharedCausesTests
{
    private static readonly MetricCheck Rate = Some.Spec.Checks[0];

    [Fact]
    public void BothSides_FailingInMidRamp_RollNothingBackAndSayWhy()
    {
        var seen = Seen(SharedCause.Hold).Status(status => status with { FailedChecks = 2 });
        for (var look = 0; look < 20; look++)
        {
            var plan = Plan(seen, canary: 80, primary: 81);

            Assert.Equal((RolloutPhase.Progressing, 20, 2, RolloutReason.PrimaryFailsToo), (plan.Status.Phase, plan.Status.Weight, plan.Status.FailedChecks, plan.Status.Reason));
            Assert.Contains("the primary fails it as well", plan.Status.Message, StringComparison.Ordinal);
            Assert.Equal(0, plan.Status.InconclusiveChecks);
            seen = seen.Status(_ => plan.Status with { StepStartedAt = Some.Now - Some.Interval });
        }
    }

    [Theory]
    [InlineData(true, 0.02, -60, 30, RolloutReason.WaitingForWeight)]
    [InlineData(true, 0.02, 60, 20, RolloutReason.PrimaryFailsToo)]
    [InlineData(true, 0.005, -60, 20, RolloutReason.PrimaryFailsToo)]
    [InlineData(false, 0.02, -60, 20, RolloutReason.PrimaryFailsToo)]
    public void Version_ThatIsProven_GoesOnBesideAPrimaryThatNeverKeptTheLimit(bool isProven, double usual, int seconds, int weight, RolloutReason reason)
    {
        var seen = Seen(SharedCause.Hold) with { Comparison = new(Ruling.Advance, RulingReason.ShownSafe, "") { IsShownSafe = isProven } };
        seen = seen.Status(status => status with { TrialStartedAt = Some.Now.AddMinutes(-5), Traffic = new(100, usual, Some.Now.AddMinutes(-5).AddSeconds(seconds)) });

        Assert.Equal((weight, reason), Plan(seen, canary: 98, primary: 98).Status is var status ? (status.Weight, status.Reason) : default);
    }

    [Theory]
    [InlineData(SharedCause.Hold, 80, 99.5)]
    [InlineData(SharedCause.Hold, 80, null)]
    [InlineData(SharedCause.Blame, 80, 80.0)]
    public void Version_ThatFailsAlone_OrWhereItIsBlamed_CountsAsFailed(SharedCause cause, double canary, double? primary) =>
        Assert.Equal((1, RolloutReason.CheckFailed), Plan(Seen(cause), canary, primary) is { Status: var status } ? (status.FailedChecks, status.Reason) : default);

    [Theory]
    [InlineData(RulingReason.Suspicious)]
    [InlineData(RulingReason.GuardAlarm)]
    public void Version_ThatLooksWorseBesideIt_IsNotExcused(RulingReason why) =>
        Assert.Equal(1, Plan(Seen(SharedCause.Hold) with { Comparison = new(Ruling.Hold, why, "") }, 80, 80).Status.FailedChecks);

    [Fact]
    public void CanaryBetterThanABrokenPrimary_GoesOn() => Assert.Equal(30, Plan(Seen(SharedCause.Hold), 100, 60).Status.Weight);

    [Fact]
    public void OneCheckThatThePrimaryPasses_IsEnoughToBlame()
    {
        var duration = new MetricCheck("request-duration", CheckKind.RequestDuration, null, 500, TimeSpan.FromMinutes(1));
        var seen = Seen(SharedCause.Hold) with { Spec = Some.Spec with { Checks = [Rate, duration], Judging = new() { SharedCause = SharedCause.Hold } } };
        seen = seen with { Readings = [CheckReading.Of(Rate, 80, "") with { Primary = 80 }, CheckReading.Of(duration, 900, "") with { Primary = 20 }] };

        var judgement = Assessment.Of(seen.Spec.Checks, seen.Readings);

        Assert.False(judgement.PrimaryFailsToo);
        Assert.Equal(1, RolloutPlanner.Plan(seen, judgement).Status.FailedChecks);
    }

    private static RolloutObservation Seen(SharedCause cause) => Some.OnTrial with { Spec = Some.Spec with { Judging = new() { SharedCause = cause } } };

    private static RolloutPlan Plan(RolloutObservation seen, double canary, double? primary)
    {
        seen = seen with { Readings = [CheckReading.Of(Rate, canary, "") with { Primary = primary }] };
        return RolloutPlanner.Plan(seen, Assessment.Of(seen.Spec.Checks, seen.Readings));
    }
}
