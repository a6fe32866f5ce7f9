using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>What comparison and guards ask for beside the checks.</summary>
public class ComparedStepTests
{
    private const string Why = "9 of 240 requests failed";

    public static TheoryData<RulingReason, RolloutReason> Ends => new()
    {
        { RulingReason.Comparison, RolloutReason.WorseThanPrimary },
        { RulingReason.TotalFailure, RolloutReason.EjectedByProxies },
    };

    public static TheoryData<RulingReason, RolloutReason> Holds => new()
    {
        { RulingReason.Suspicious, RolloutReason.LooksWorse },
        { RulingReason.GuardAlarm, RolloutReason.LooksWorse },
        { RulingReason.SplitAlarm, RolloutReason.LooksWorse },
        { RulingReason.NothingToCompare, RolloutReason.NoTraffic },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void VersionShownWorse_InTheMidstOfItsInterval_IsRolledBackWithTheSentence(RulingReason why, RolloutReason reason)
    {
        var running = Compared(Ruling.RollBack, why).Status(status => status with { StepStartedAt = Some.Now });

        var plan = running.Plan(Verdict.Passed);

        Assert.Equal("RecordDecision, weight 0, MarkFailed", plan.Words());
        Assert.Equal((RolloutPhase.Failed, reason, Some.Trial, Why), (plan.Status.Phase, plan.Status.Reason, plan.Status.Refused, plan.Status.Message));
    }

    [Theory]
    [MemberData(nameof(Holds))]
    public void StepThatPassedItsChecks_AndIsHeld_WaitsForItsNextLook(RulingReason why, RolloutReason reason)
    {
        var plan = Compared(Ruling.Hold, why).Plan(Verdict.Passed);

        Assert.Equal((RolloutPhase.Progressing, 20, reason, Why, Some.Now), (plan.Status.Phase, plan.Status.Weight, plan.Status.Reason, plan.Status.Message, plan.Status.StepStartedAt));
        Assert.Equal((Some.OnTrial.Status.PassedChecks, 0), (plan.Status.PassedChecks, plan.Status.FailedChecks));
    }

    [Fact]
    public void StepThatFailsItsChecks_AndIsHeld_CountsAsFailedAllTheSame() =>
        Assert.Equal(1, Compared(Ruling.Hold, RulingReason.Suspicious).Plan(Verdict.Failed).Status.FailedChecks);

    [Theory]
    [InlineData(Ruling.Stay)]
    [InlineData(Ruling.Advance)]
    public void StepThatNothingStandsAgainst_IsTakenByTheChecks(Ruling ruling) =>
        Assert.Equal(Some.OnTrial.Plan(Verdict.Passed).Status, Compared(ruling, RulingReason.StepRunning).Plan(Verdict.Passed).Status);

    [Theory]
    [InlineData(true, "weight 20 is being looked at; " + Why)]
    [InlineData(false, "")]
    public void Advice_IsShownWhileTheIntervalRuns(bool isAdvice, string message)
    {
        var running = (Some.OnTrial with { Comparison = new(Ruling.Stay, RulingReason.StepRunning, Why) { IsAdvice = isAdvice } }).Status(status => status with { StepStartedAt = Some.Now });

        Assert.Equal(message, running.Plan(Verdict.Passed).Status.Message);
    }

    [Fact]
    public void Suspicion_StandsUntilALookHasHadAnAnswer()
    {
        var running = Some.OnTrial.Status(status => status with { StepStartedAt = Some.Now, Reason = RolloutReason.LooksWorse, Message = Why });

        Assert.Equal((RolloutReason.LooksWorse, Why), running.Plan(Verdict.Passed).Status is var status ? (status.Reason, status.Message) : default);
    }

    [Fact]
    public void Person_WhoPromotes_IsHeardBeforeTheComparison()
    {
        var seen = Compared(Ruling.RollBack, RulingReason.Comparison) with { Command = Some.Command(CommandVerb.Promote) };

        Assert.Equal(RolloutPhase.Promoting, seen.Plan(Verdict.Passed).Status.Phase);
    }

    private static RolloutObservation Compared(Ruling ruling, RulingReason why) => Some.OnTrial with { Comparison = new(ruling, why, Why) };
}
