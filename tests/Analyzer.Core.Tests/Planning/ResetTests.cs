using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>skipAnalysis becoming an explicit false restarts the analysis once: of a refused version, or of the one on trial.</summary>
public class ResetTests
{
    private static readonly RolloutSpec Reset = Some.Spec with { Resets = true };
    private static readonly RolloutObservation Refused = Some.Refused.Status(status => status with { SeenReset = false }) with { Spec = Reset };
    private static readonly RolloutObservation OnTrial = Some.OnTrial.Status(status => status with { SeenReset = false, FailedChecks = 2 }) with { Spec = Reset };

    [Fact]
    public void Reset_OfARefusedVersion_TriesItAgain()
    {
        var plan = Refused.Plan();

        Assert.Equal((RolloutPhase.Progressing, Some.Trial, 0, true), (plan.Status.Phase, plan.Status.Trial, plan.Status.FailedChecks, plan.Status.SeenReset));
        Assert.Null(plan.Status.Refused);
        Assert.Null(plan.Status.LastCommand);
        Assert.True(plan.Does<RolloutAction.ClearFailed>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public void False_FromTheBeginningOrSpent_RetriesNothing(bool? seenReset)
    {
        var plan = Refused.Status(status => status with { SeenReset = seenReset }).Plan();

        Assert.Equal((RolloutPhase.Failed, Some.Trial, true), (plan.Status.Phase, plan.Status.Refused, plan.Status.SeenReset));
    }

    [Fact]
    public void Reset_ThatWasSpent_RetriesAgainOnlyAfterItWasTakenBack()
    {
        var spent = Refused.Status(status => status with { SeenReset = true });

        var away = (spent with { Spec = Some.Spec }).Plan().Status;

        Assert.Equal((RolloutPhase.Failed, false), (away.Phase, away.SeenReset));
        Assert.Equal(RolloutPhase.Progressing, (spent with { Status = away }).Plan().Status.Phase);
    }

    [Fact]
    public void Reset_WhileTheRefusedCopyIsRemoved_WaitsAndIsNotLost()
    {
        var draining = Refused with { Copy = Some.OnTrial.Copy };

        var status = draining.Plan().Status;

        Assert.Equal((RolloutPhase.Failed, false), (status.Phase, status.SeenReset));
        Assert.Equal(RolloutPhase.Progressing, (Refused with { Status = status }).Plan().Status.Phase);
    }

    [Fact]
    public void Reset_OfAVersionWithAGate_AsksTheGateOnce()
    {
        var gate = new Hook(0, "gate", HookType.ConfirmRollout, new(new("http://gate.shop/"), TimeSpan.FromSeconds(10), 0));
        var seen = Refused with { Spec = Reset with { Hooks = [gate] } };

        var status = seen.Plan().Status;

        Assert.Equal((RolloutReason.WaitingForGate, (string?)null, true), (status.Reason, status.Refused, status.SeenReset));
        Assert.Equal(RolloutReason.WaitingForGate, (seen with { Status = status }).Plan().Status.Reason);
    }

    [Theory]
    [InlineData(Verdict.Passed)]
    [InlineData(Verdict.Failed)]
    public void Reset_OnTrial_BeginsAtTheFirstWeightAgainAndSaysSo(Verdict verdict)
    {
        var plan = OnTrial.Plan(verdict);

        Assert.Equal("weight 0", plan.Words());
        Assert.Equal((RolloutPhase.Progressing, RolloutReason.AnalysisRestarted, Some.Trial), (plan.Status.Phase, plan.Status.Reason, plan.Status.Trial));
        Assert.Equal((0, 0, 0, true), (plan.Status.Weight, plan.Status.FailedChecks, plan.Status.PassedChecks, plan.Status.SeenReset));
        Assert.Equal((Some.Now, (DateTimeOffset?)null), (plan.Status.TrialStartedAt, plan.Status.StepStartedAt));
        Assert.Equal("Restarting the analysis of web.shop version bbbbbbbbbb at its first weight: spec.skipAnalysis was set to false", plan.Only<RolloutAction.Announce>().Message);

        Assert.Equal(10, (OnTrial with { Status = plan.Status, Routes = Some.At(0) }).Plan().Weight());
    }

    [Fact]
    public void Reset_OnTrialWhileTwoVersionsAreLive_WaitsUntilTheyAreSettled()
    {
        var seen = OnTrial.Target(target => target with { Live = [new("web-2", Some.Trial, 1, 1), new("web-1", Some.Primary, 3, 3)] });

        var status = seen.Plan().Status;

        Assert.Equal((RolloutReason.Settling, false), (status.Reason, status.SeenReset));
        Assert.Equal(RolloutReason.AnalysisRestarted, (OnTrial with { Status = status }).Plan().Status.Reason);
    }

    [Theory]
    [InlineData(RolloutPhase.Initializing)]
    [InlineData(RolloutPhase.Initialized)]
    [InlineData(RolloutPhase.Promoting)]
    [InlineData(RolloutPhase.Finalising)]
    [InlineData(RolloutPhase.Succeeded)]
    public void Reset_WithNothingToAnalyse_IsSpentAndChangesNothing(RolloutPhase phase)
    {
        var plan = (Some.Of(phase).Status(status => status with { SeenReset = false }) with { Spec = Reset }).Plan();

        Assert.Equal((Some.Of(phase).Plan().Words(), true), (plan.Words(), plan.Status.SeenReset));
    }

    [Fact]
    public void Reset_WhileSuspended_Waits()
    {
        var status = (Refused with { Spec = Reset with { Suspended = true } }).Plan().Status;

        Assert.Equal((RolloutPhase.Failed, false), (status.Phase, status.SeenReset));
        Assert.Equal(RolloutPhase.Progressing, (Refused with { Status = status }).Plan().Status.Phase);
    }

    [Fact]
    public void SkipAnalysis_OfAVersionOnTrial_WaitsForThePrimarysNewPods()
    {
        var spec = Some.Spec with { SkipAnalysis = true };
        var begun = (Some.OnTrial with { Spec = spec }).Plan();
        var rolling = Situations.Of("rolls", RolloutPhase.Promoting) with { Spec = spec };

        Assert.Equal((RolloutPhase.Promoting, RolloutReason.SkippedAnalysis, 20), (begun.Status.Phase, begun.Status.Reason, begun.Weight()));
        Assert.Equal((RolloutPhase.Promoting, 38), (rolling.Plan().Status.Phase, rolling.Plan().Weight()));
        Assert.Equal(RolloutPhase.Finalising, (Situations.Of("rolled out", RolloutPhase.Promoting) with { Spec = spec }).Plan().Status.Phase);
    }

    [Fact]
    public void SkipAnalysis_OfAHeldVersion_IsPromotedOnceItHasRolledOut()
    {
        var seen = Some.Held with { Spec = Some.Spec with { SkipAnalysis = true } };
        var released = seen.Plan().Status;
        var rolling = seen with { Status = released, Target = Some.Serving with { TemplateHash = Some.Trial, RolledOut = false, UpdatedAvailable = 3 } };
        var rolled = rolling with { Target = Some.Serving with { TemplateHash = Some.Trial, PrimaryHash = Some.Trial } };

        Assert.Equal(Some.Primary, released.LastPromoted);
        Assert.Equal((RolloutPhase.Initialized, Some.Primary), (rolling.Plan().Status.Phase, rolling.Plan().Status.LastPromoted));
        Assert.Equal((RolloutPhase.Succeeded, Some.Trial), (rolled.Plan().Status.Phase, rolled.Plan().Status.LastPromoted));
    }
}
