using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>A change of the threshold to 0 in a run aborts it, once; a threshold that always was 0 counts as 1.</summary>
public class ThresholdAbortTests
{
    private static readonly RolloutSpec Zero = Some.Spec with { Threshold = 1, GivenThreshold = 0 };
    private static readonly RolloutObservation Changed = Some.OnTrial.Status(status => status with { SeenThreshold = 5 }) with { Spec = Zero };

    [Theory]
    [InlineData(Verdict.Passed)]
    [InlineData(Verdict.Inconclusive)]
    public void Change_OnTrial_RollsBackAndSaysWhy(Verdict verdict)
    {
        var plan = Changed.Plan(verdict);

        Assert.Equal("RecordDecision, weight 0, MarkFailed", plan.Words());
        Assert.Equal((RolloutPhase.Failed, RolloutReason.Aborted, Some.Trial, "aborted: threshold changed to 0"), (plan.Status.Phase, plan.Status.Reason, plan.Status.Refused, plan.Status.Message));
        Assert.Equal((AlertSeverity.Warn, "aborted: threshold changed to 0"), (AlertRules.Of(Changed, plan).Single().Severity, AlertRules.Of(Changed, plan).Single().Text));
    }

    [Fact]
    public void Zero_FromTheBeginning_IsOne()
    {
        var begun = (Some.Held with { Spec = Zero }).Plan().Status;
        var seen = Some.OnTrial.Status(status => status with { SeenThreshold = begun.SeenThreshold }) with { Spec = Zero };

        Assert.Equal((0, RolloutPhase.Progressing), (begun.SeenThreshold, seen.Plan(Verdict.Passed).Status.Phase));
        Assert.Equal(RolloutReason.ChecksFailed, seen.Plan(Verdict.Failed).Status.Reason);
    }

    [Fact]
    public void Change_ThatWasCarriedOut_DoesNotStrikeTheNextVersion()
    {
        var aborted = Changed.Plan().Status;

        var next = (Some.Refused with { Status = aborted, Spec = Zero, Target = Some.HeldWith(Some.Other) }).Plan().Status;
        var later = (Some.OnTrial with { Spec = Zero, Target = Some.HeldWith(Some.Other), Copy = new() { Hash = Some.Other, Replicas = 4, Ready = 4 } }).Status(status => status with
        {
            Trial = next.Trial, SeenThreshold = next.SeenThreshold,
        });

        Assert.Equal((RolloutPhase.Progressing, Some.Other, 0), (next.Phase, next.Trial, next.SeenThreshold));
        Assert.Equal(30, later.Plan(Verdict.Passed).Weight());
    }

    [Fact]
    public void Run_WithoutARecordOfIt_TakesWhatItSees()
    {
        var plan = (Some.OnTrial with { Spec = Zero }).Plan();

        Assert.Equal((RolloutPhase.Progressing, 0), (plan.Status.Phase, plan.Status.SeenThreshold));
    }

    [Fact]
    public void Change_FromZeroAndBackInOneRun_IsAChange()
    {
        var raised = Some.OnTrial.Status(status => status with { SeenThreshold = 0 }) with { Spec = Some.Spec with { GivenThreshold = 4 } };
        var status = raised.Plan().Status;

        Assert.Equal((RolloutPhase.Progressing, 4), (status.Phase, status.SeenThreshold));
        Assert.Equal(RolloutReason.Aborted, (raised with { Status = status, Spec = Zero }).Plan().Status.Reason);
    }

    [Fact]
    public void Change_BeforeTheTrial_EndsTheWaitForItsGate()
    {
        var gate = new Hook(0, "gate", HookType.ConfirmRollout, new(new("http://gate.shop/"), TimeSpan.FromSeconds(10), 0));
        var waiting = (Some.Held with { Spec = Some.Spec with { Hooks = [gate], GivenThreshold = 3 } }).Status(status => status with { SeenThreshold = 0 });
        var status = waiting.Plan().Status;

        var still = (waiting with { Status = status }).Plan().Status;
        var plan = (waiting with { Status = still, Spec = waiting.Spec with { GivenThreshold = 0 } }).Plan();

        Assert.Equal((3, 3), (status.SeenThreshold, still.SeenThreshold));
        Assert.Equal((RolloutPhase.Failed, RolloutReason.Aborted, Some.Trial), (plan.Status.Phase, plan.Status.Reason, plan.Status.Refused));
    }

    [Fact]
    public void Zero_LeftFromAnEarlierRun_DoesNotRefuseWhatWaitsForItsGate()
    {
        var gate = new Hook(0, "gate", HookType.ConfirmRollout, new(new("http://gate.shop/"), TimeSpan.FromSeconds(10), 0));
        var waiting = (Some.Held with { Spec = Zero with { Hooks = [gate] } }).Status(status => status with { SeenThreshold = 5 });

        var status = waiting.Plan().Status;

        Assert.Equal(RolloutReason.WaitingForGate, status.Reason);
        Assert.Equal(RolloutReason.WaitingForGate, (waiting with { Status = status }).Plan().Status.Reason);
    }

    [Theory]
    [InlineData(RolloutPhase.Initialized)]
    [InlineData(RolloutPhase.Promoting)]
    [InlineData(RolloutPhase.Finalising)]
    [InlineData(RolloutPhase.Succeeded)]
    public void Change_WithoutATrial_AbortsNothing(RolloutPhase phase)
    {
        var seen = Some.Of(phase).Status(status => status with { SeenThreshold = 5 }) with { Spec = Zero };

        Assert.Equal(Some.Of(phase).Plan().Words(), seen.Plan().Words());
    }

    [Fact]
    public void Change_WhileSomethingElseComesFirst_IsNotLost()
    {
        var suspended = (Changed with { Spec = Zero with { Suspended = true } }).Plan().Status;
        var unheld = Changed.Target(target => target with { Paused = false }).Plan().Status;
        var restarted = Changed.Status(status => status with { Strategy = StrategyKind.BlueGreen }).Plan().Status;

        Assert.All([suspended, unheld, restarted], status => Assert.Equal((RolloutPhase.Progressing, 5), (status.Phase, status.SeenThreshold)));
        Assert.Equal(RolloutReason.Aborted, (Changed with { Status = suspended }).Plan().Status.Reason);
    }
}
