using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Failed windows of the built-in checks, where limits are read as evidence and where they are not.</summary>
public class ShownLimitsTests
{
    private static readonly MetricCheck Rate = Some.Spec.Checks[0];
    private static readonly MetricCheck Duration = new("request-duration", CheckKind.RequestDuration, null, 500, TimeSpan.FromMinutes(1));
    private static readonly MetricCheck Query = new("lag", CheckKind.Query, null, 10, TimeSpan.FromMinutes(1));
    private static readonly MetricCheck Whole = Rate with { Min = 100 };

    [Fact]
    public void FailuresThatSoFewRequestsDoNotShow_HoldAndCountNever()
    {
        var seen = Seen(Found(Rate, 3, 15)).Status(status => status with { FailedChecks = 2 });
        for (var look = 0; look < 20; look++)
        {
            var plan = Plan(seen, (Rate, 93.3));

            Assert.Equal((RolloutPhase.Progressing, 20, 2, RolloutReason.LimitInDoubt), (plan.Status.Phase, plan.Status.Weight, plan.Status.FailedChecks, plan.Status.Reason));
            Assert.EndsWith("request-success-rate 93.3 % is below 99 %, which 3 failures of 15 do not show yet; held", plan.Status.Message, StringComparison.Ordinal);
            Assert.Equal((Some.Now, 0), (plan.Status.StepStartedAt, plan.Status.InconclusiveChecks));
            seen = seen.Status(_ => plan.Status with { StepStartedAt = Some.Now - Some.Interval });
        }
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(105, 10_000)]
    public void FailuresOfAVersionAtItsLimit_StandAgainstNobody(long events, long requests) =>
        Assert.Equal((30, 0), Plan(Seen(Found(Rate, events, requests)), (Rate, 93.3)).Status is var status ? (status.Weight, status.FailedChecks) : default);

    [Fact]
    public void Window_WhoseFailuresTheTrialHasNotMet_CountsAsEver() =>
        Assert.Equal((1, RolloutReason.CheckFailed), Counted(Plan(Seen(Found(Rate, 0, 500)), (Rate, 50))));

    [Fact]
    public void HeldStep_SaysSoUntilItsNextLook()
    {
        var held = Plan(Seen(Found(Rate, 3, 15)), (Rate, 80));
        var running = Seen(Found(Rate, 3, 16)).Status(_ => held.Status with { StepStartedAt = Some.Now });

        Assert.Equal((held.Status.Reason, held.Status.Message), RolloutPlanner.Plan(running, Assessment.Of([], [])).Status is var status ? (status.Reason, status.Message) : default);
    }

    [Fact]
    public void LimitShownBroken_RollsBackAtTheFirstLook()
    {
        var plan = Plan(Seen(Found(Rate, 14, 300, isBroken: true)), (Rate, 95.3));

        Assert.Equal((RolloutPhase.Failed, RolloutReason.ChecksFailed, Some.Trial, 1), (plan.Status.Phase, plan.Status.Reason, plan.Status.Refused, plan.Status.FailedChecks));
        Assert.Equal("At weight 20 request-success-rate 95.3 % is below 99 %: 14 of 300 requests failed, shown to be more than 1 %", plan.Status.Message);
    }

    [Theory]
    [InlineData(false, "request-duration 900 ms is above 500 ms, which 5 slow requests of 120 do not show yet; held")]
    [InlineData(true, "request-duration 900 ms is above 500 ms: 5 of 120 requests took longer than 500 ms, shown to be more than 1 %")]
    public void LatencyBeyondItsLimit_IsSaidInItsOwnWords(bool isBroken, string said)
    {
        var plan = Plan(Seen(Found(Duration, 5, 120, isBroken)), (Duration, 900));

        Assert.Equal(isBroken ? RolloutPhase.Failed : RolloutPhase.Progressing, plan.Status.Phase);
        Assert.EndsWith(said, plan.Status.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LimitReading.Checks, 1, 15)]
    [InlineData(LimitReading.Evidence, 0, 0)]
    [InlineData(LimitReading.Evidence, null, 15)]
    public void Failure_WhereNothingElseSpeaks_CountsAsEver(LimitReading limits, int? events, long requests)
    {
        var seen = Seen(Found(events is null ? Duration : Rate, events ?? 0, requests));

        Assert.Equal((1, RolloutReason.CheckFailed), Counted(Plan(seen with { Spec = seen.Spec with { Judging = new() { Limits = limits } } }, (Rate, 93.3))));
    }

    [Fact]
    public void Failure_WhileNothingIsCompared_CountsAsEver() =>
        Assert.Equal((1, RolloutReason.CheckFailed), Counted(Plan(Seen(Found(Rate, 1, 15)) with { Comparison = null }, (Rate, 93.3))));

    [Fact]
    public void LimitThatAllowsNoFailure_CountsAsEver() =>
        Assert.Equal((1, RolloutReason.CheckFailed), Counted(Plan(Seen(Found(Rate, 1, 15)), (Whole, 93.3))));

    [Fact]
    public void AnotherCheckThatFails_InTheSameLook_CountsAsEver()
    {
        var plan = Plan(Seen(Found(Rate, 1, 15)), (Rate, 93.3), (Query, 11));

        Assert.Equal((1, RolloutReason.CheckFailed), Counted(plan));
        Assert.Contains("lag 11 is above 10", plan.Status.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("request-success-rate", plan.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherCheckWithoutData_InTheSameLook_CountsAsEver()
    {
        var plan = Plan(Seen(Found(Rate, 3, 15)), [CheckReading.Of(Rate, 93.3, ""), CheckReading.Nothing(Query, "up")]);

        Assert.Equal((0, 1, RolloutReason.NoData), (plan.Status.FailedChecks, plan.Status.InconclusiveChecks, plan.Status.Reason));
    }

    [Fact]
    public void LimitShownBroken_ThatThePrimaryBreaksAsWell_WaitsWhereThatIsShared()
    {
        var seen = Seen(Found(Rate, 14, 300, isBroken: true));
        seen = seen with { Spec = seen.Spec with { Judging = seen.Spec.Judging with { SharedCause = SharedCause.Hold } } };

        Assert.Equal((0, RolloutReason.PrimaryFailsToo), Counted(Plan(seen, [CheckReading.Of(Rate, 95, "") with { Primary = 95 }])));
    }

    [Fact]
    public void LimitShownBroken_ThatTheLastWindowKeeps_StandsAgainstNobody() =>
        Assert.Equal(30, Plan(Seen(Found(Rate, 14, 300, isBroken: true)), (Rate, 100)).Status.Weight);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 500)]
    public void SlowWindow_OfPodsThatWereWarmingUp_HoldsAndCountsNever(long events, long requests)
    {
        var plan = Plan(Seen(Found(Duration, events, requests) with { HasWarmUp = true }), (Duration, 900));

        Assert.Equal((0, RolloutReason.LimitInDoubt), Counted(plan));
        Assert.EndsWith("request-duration 900 ms is above 500 ms while its pods were warming up; held", plan.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SlowWindow_ThatTheTrialHasMetAsWell_IsReadWithOrWithoutWarmUp() => Assert.Equal(
        RolloutPhase.Failed, Plan(Seen(Found(Duration, 5, 120, isBroken: true) with { HasWarmUp = true }), (Duration, 900)).Status.Phase);

    private static LimitFinding Found(MetricCheck check, long events, long requests, bool isBroken = false) => new(CheckLimit.Of(check)!, events, requests, isBroken);

    private static RolloutObservation Seen(LimitFinding found) => Some.OnTrial with
    {
        Spec = Some.Spec with { Judging = new() { Limits = LimitReading.Evidence } },
        Comparison = new(Ruling.Stay, RulingReason.StepRunning, "") { Limits = [found] },
    };

    private static (int FailedChecks, RolloutReason Reason) Counted(RolloutPlan plan) => (plan.Status.FailedChecks, plan.Status.Reason);

    private static RolloutPlan Plan(RolloutObservation seen, params IEnumerable<(MetricCheck Check, double Number)> read) =>
        Plan(seen, [.. read.Select(each => CheckReading.Of(each.Check, each.Number, ""))]);

    private static RolloutPlan Plan(RolloutObservation seen, IReadOnlyList<CheckReading> readings)
    {
        seen = seen with { Spec = seen.Spec with { Checks = [.. readings.Select(reading => reading.Check)] }, Readings = readings };
        return RolloutPlanner.Plan(seen, Assessment.Of(seen.Spec.Checks, seen.Readings));
    }
}
