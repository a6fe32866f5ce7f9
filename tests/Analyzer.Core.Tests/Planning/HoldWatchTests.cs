using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Steps that are held, for as long as they may be and longer.</summary>
public class HoldWatchTests
{
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(30);
    private static readonly ComparisonObservation Worse = new(Ruling.Hold, RulingReason.Suspicious, "Held at 20 %: it looks worse.");

    [Fact]
    public void Hold_WithoutALimit_LastsAndIsOnRecord()
    {
        var (last, told) = Held(null, hours: 2);

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.LooksWorse, (DateTimeOffset?)Some.Now), (last.Phase, last.Reason, last.HeldSince));
        Assert.Empty(told);
    }

    [Fact]
    public void Hold_BeyondItsLimit_IsToldOnceWithWhatHoldsIt()
    {
        var (last, told) = Held(new(Half), hours: 2);

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.LooksWorse, Some.Now + Half), (last.Phase, last.Reason, last.HoldToldAt));
        Assert.Equal((true, "web.shop: held at weight 20 for 30 min; spec.analysis.maxHold is 30 min: Held at 20 %: it looks worse."), (Assert.Single(told).Warning, told[0].Message));
    }

    [Fact]
    public void Hold_BeyondItsLimit_EndsTheTrialWhereThatIsAskedFor()
    {
        var (last, told) = Held(new(Half, RollsBack: true), hours: 2);

        Assert.Equal((RolloutPhase.Failed, RolloutReason.HeldTooLong, Some.Trial), (last.Phase, last.Reason, last.Refused));
        Assert.Equal("held at weight 20 for 30 min; spec.analysis.maxHold is 30 min: Held at 20 %: it looks worse.", last.Message);
        Assert.Null(last.HeldSince);
        Assert.Single(told);
    }

    [Fact]
    public void Hold_IsLookedAtAgainWhenItsTimeIsOver()
    {
        var seen = Some.OnTrial with { Spec = Some.Spec with { Hold = new(TimeSpan.FromSeconds(3)) }, Comparison = Worse };

        Assert.Equal(TimeSpan.FromSeconds(3), seen.Plan(Verdict.Passed).LookAgainAfter);
    }

    [Fact]
    public void Hold_ThatEndsWithAStep_IsOver()
    {
        var held = (Some.OnTrial with { Comparison = Worse }).Plan(Verdict.Passed).Status;
        var due = Some.OnTrial with { Status = held, ObservedAt = Some.Now + Some.Interval };

        var step = due.Plan(Verdict.Passed);

        Assert.Equal((Some.Now, 30, due.ObservedAt), (held.HeldSince, step.Status.Weight, step.Status.HeldSince));
        Assert.Null((due with { Status = step.Status, Routes = Some.At(30), Comparison = null }).Plan().Status.HeldSince);
    }

    [Fact]
    public void Checks_ThatFailOneAfterTheOther_AreOneHold()
    {
        var seen = Some.OnTrial with { Spec = Some.Spec with { Threshold = 100 } };
        var first = seen.Plan(Verdict.Failed).Status;
        var between = (seen with { Status = first, ObservedAt = Some.Now.AddSeconds(1) }).Plan(Verdict.Passed).Status;
        var second = (seen with { Status = between, ObservedAt = Some.Now + Some.Interval }).Plan(Verdict.Failed).Status;

        Assert.Equal((RolloutReason.Analysing, Some.Now, Some.Now), (between.Reason, between.HeldSince, second.HeldSince));
    }

    [Fact]
    public void Weight_ThatIsWaitedForAndApplied_IsNoHold()
    {
        var waiting = (Some.OnTrial.Status(status => status with { StepStartedAt = null }) with { Routes = Some.OnTrial.Routes with { Settled = false } }).Plan().Status;
        var applied = (Some.OnTrial with { Status = waiting }).Plan().Status;

        Assert.Equal((RolloutReason.WaitingForWeight, Some.Now), (waiting.Reason, waiting.HeldSince));
        Assert.Equal((RolloutReason.Analysing, (DateTimeOffset?)null), (applied.Reason, applied.HeldSince));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pause_AndSuspension_BeginItsTimeAnew(bool isSuspended)
    {
        var seen = Some.OnTrial.Status(status => status with { HeldSince = Some.Now.AddHours(-2), PausedSince = isSuspended ? null : Some.Now }) with
        {
            Comparison = Worse,
            Spec = Some.Spec with { Suspended = isSuspended, Hold = new(Half, RollsBack: true) },
        };

        Assert.Equal((RolloutPhase.Progressing, (DateTimeOffset?)null), seen.Plan(Verdict.Passed).Status is var status ? (status.Phase, status.HeldSince) : default);
    }

    // A look at the end of each interval, with a look between them.
    private static (RolloutStatus Last, IReadOnlyList<RolloutAction.Announce> Told) Held(HoldLimit? limit, int hours)
    {
        var seen = Some.OnTrial with { Spec = Some.Spec with { Hold = limit }, Comparison = Worse };
        List<RolloutAction.Announce> told = [];
        for (var at = Some.Now; at < Some.Now.AddHours(hours) && seen.Status.Phase is RolloutPhase.Progressing; at += Some.Interval / 2)
        {
            var plan = (seen with { ObservedAt = at }).Plan(Verdict.Passed);
            told.AddRange(plan.Actions.OfType<RolloutAction.Announce>().Where(each => each.Reason is RolloutReason.HeldTooLong));
            seen = seen with { Status = plan.Status };
        }

        return (seen.Status, told);
    }
}
