using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>spec.suspend: the share in force stays, nothing else is done, and afterwards everything goes on where it was.</summary>
public class SuspensionTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(RolloutPhase.Progressing, "ordinary", "weight 20")]
    [InlineData(RolloutPhase.Progressing, "threshold reached", "weight 20")]
    [InlineData(RolloutPhase.Progressing, "copy crashes", "weight 20")]
    [InlineData(RolloutPhase.Progressing, "primary lost", "weight 20")]
    [InlineData(RolloutPhase.Progressing, "superseded", "weight 20")]
    [InlineData(RolloutPhase.Progressing, "at the primary, held", "weight 20")]
    [InlineData(RolloutPhase.Progressing, "new version unheld", "weight 20")]
    [InlineData(RolloutPhase.Progressing, "new leader", "")]
    [InlineData(RolloutPhase.Progressing, "target missing", "")]
    [InlineData(RolloutPhase.Promoting, "ordinary", "weight 50")]
    [InlineData(RolloutPhase.Promoting, "half rolled", "weight 50")]
    [InlineData(RolloutPhase.Promoting, "rolled out", "weight 50")]
    [InlineData(RolloutPhase.Finalising, "ordinary", "weight 0")]
    [InlineData(RolloutPhase.Failed, "ordinary", "weight 0")]
    [InlineData(RolloutPhase.Failed, "copy drained", "weight 0")]
    [InlineData(RolloutPhase.Succeeded, "new version held", "")]
    [InlineData(RolloutPhase.Succeeded, "new version unheld", "")]
    [InlineData(RolloutPhase.Initializing, "steering due", "")]
    public void Suspended_InAnySituation_KeepsTheShareAndDoesNothingElse(RolloutPhase phase, string situation, string does)
    {
        var plan = Suspended(Situations.Of(situation, phase)).Plan(Verdict.Failed);

        Assert.Equal((phase, does, (DateTimeOffset?)Some.Now), (plan.Status.Phase, plan.Words(), plan.Status.SuspendedSince));
    }

    [Fact]
    public void Suspended_WithAVersionHeld_StillRemovesWhatAPausedControllerMustNotFind()
    {
        var plan = Suspended(Some.Held.Target(target => target with { Dangerous = ["web-2"] })).Plan();

        Assert.Equal(["web-2"], plan.Only<RolloutAction.DeleteReplicaSets>().Names);
    }

    [Fact]
    public void Suspended_InTheMiddleOfARollback_StillTakesTheTrafficOff() =>
        Assert.Equal("weight 0", Suspended(Some.Refused with { Routes = Some.At(20), Copy = Some.OnTrial.Copy }).Plan().Words());

    [Fact]
    public void Suspended_InARehearsal_KeepsItsCopiesOfRequests()
    {
        var seen = Some.OnTrial.Status(status => status with { Weight = 0 }) with { Routes = Some.At(0), Spec = Some.Spec with { ChecksAtZero = 3, MirrorWeight = 40 } };

        Assert.Equal(new RolloutAction.SetWeight(0, 40), Suspended(seen).Plan().Only<RolloutAction.SetWeight>());
    }

    [Fact]
    public void Suspended_AndAnotherStrategy_PublishesNoShareOfTheNewOne() =>
        Assert.Equal("", Suspended(Some.OnTrial.Status(status => status with { Strategy = StrategyKind.AbTest })).Plan().Words());

    [Fact]
    public void Suspended_SaysSoOnceAndSinceWhen()
    {
        var first = Suspended(Some.OnTrial).Plan();
        var second = Suspended(Some.OnTrial with { Status = first.Status, ObservedAt = Some.Now + Hour }).Plan();

        Assert.Equal((RolloutReason.Suspended, "suspended by spec.suspend at weight 20: nothing is changed until it is taken back"), (first.Status.Reason, first.Status.Message));
        Assert.Equal((false, first.Status.Message), (first.Only<RolloutAction.Announce>().Warning, first.Only<RolloutAction.Announce>().Message));
        Assert.False(second.Does<RolloutAction.Announce>());
        Assert.Equal(Some.Now, second.Status.SuspendedSince);
    }

    [Theory]
    [InlineData(RolloutPhase.Succeeded, true)]
    [InlineData(RolloutPhase.Finalising, true)]
    [InlineData(RolloutPhase.Progressing, false)]
    public void Suspended_WithAHeldVersion_SaysThatItWaits(RolloutPhase phase, bool waits)
    {
        var seen = Some.Of(phase) with { Target = Some.HeldWith(phase is RolloutPhase.Finalising ? Some.Other : Some.Trial) };

        Assert.Equal(waits, Suspended(seen).Plan().Status.Message.Contains("is held and waits", StringComparison.Ordinal));
    }

    [Fact]
    public void HeldVersion_OfASuspendedRollout_IsTriedAfterwards()
    {
        var plan = Later(Some.Held).Plan();

        Assert.Equal((RolloutPhase.Progressing, Some.Trial, (DateTimeOffset?)null), (plan.Status.Phase, plan.Status.Trial, plan.Status.SuspendedSince));
    }

    [Fact]
    public void Interval_GoesOnWhereItWas()
    {
        var seen = Later(Some.OnTrial.Status(status => status with { StepStartedAt = Some.Now.AddSeconds(-4) }));

        var plan = seen.Plan(Verdict.Passed);

        Assert.False(RolloutPlanner.ChecksDue(seen));
        Assert.Equal((RolloutReason.Analysing, "weight 20", TimeSpan.FromSeconds(6)), (plan.Status.Reason, plan.Words(), plan.LookAgainAfter!.Value));
        Assert.True(RolloutPlanner.ChecksDue(seen with { Status = plan.Status, ObservedAt = seen.ObservedAt.AddSeconds(6) }));
    }

    [Fact]
    public void Checks_OfASuspendedRollout_AreNotRead() => Assert.False(RolloutPlanner.ChecksDue(Suspended(Some.OnTrial)));

    [Fact]
    public void Deadlines_DoNotRunMeanwhile()
    {
        var gate = new Hook(0, "gate", HookType.ConfirmPromotion, new(new("http://gate.shop/"), TimeSpan.FromSeconds(10), 0)) { Expiry = TimeSpan.FromMinutes(5) };
        var trial = Some.OnTrial with { Spec = Some.Spec with { AnalysisTimeout = TimeSpan.FromMinutes(10) } };
        var gated = Some.OnTrial.Status(status => status with { Gate = new(HookType.ConfirmPromotion, Some.Trial, Some.Now, Some.Now) { ClosedBy = "gate" } });
        var starting = Some.OnTrial.Copy(copy => copy with { Ready = 0, CreatedAt = Some.Now.AddMinutes(-1) }).Status(status => status with { Weight = 0, StepStartedAt = null }) with { Routes = Some.At(0) };
        var shrunk = Some.Promoting.Status(status => status with { PhaseSince = Some.Now.AddSeconds(-10) }) with { Target = Some.Finalising.Target! with { Replicas = 2 } };
        var promoting = Situations.Of("rolls", RolloutPhase.Promoting).Status(status => status with { StepStartedAt = Some.Now });

        Assert.Equal(RolloutPhase.Progressing, Later(trial).Plan().Status.Phase);
        Assert.Equal(RolloutPhase.Progressing, Later(gated with { Spec = Some.Spec with { Hooks = [gate] } }).Plan().Status.Phase);
        Assert.Equal(RolloutReason.WaitingForCopy, Later(starting).Plan().Status.Reason);
        Assert.Equal(RolloutReason.Promoting, Later(promoting).Plan().Status.Reason);
        Assert.Equal(RolloutPhase.Promoting, Later(shrunk).Plan().Status.Phase);
    }

    [Fact]
    public void Trial_StaysTheSame()
    {
        var after = Later(Some.OnTrial).Plan().Status;

        Assert.Equal((Some.OnTrial.Status.TrialStartedAt, Some.OnTrial.Status.TrialStartedAt + Hour), (after.TrialStartedAt, after.WaitStartedAt));
        Assert.Equal(after.WaitStartedAt + Hour, Later(Some.OnTrial with { Status = after }).Plan().Status.WaitStartedAt);
    }

    [Fact]
    public void Pause_ThatSpansTheSuspension_GivesItsTimeBackOnce()
    {
        var paused = Some.OnTrial.Status(status => status with { PausedSince = Some.Now.AddMinutes(-1), PhaseSince = Some.Now.AddMinutes(-2) });

        var resumed = (Later(paused) with { Command = Some.Command(CommandVerb.Resume) }).Plan().Status;

        Assert.Equal(Some.Now.AddMinutes(-1) + Hour, resumed.PhaseSince);
    }

    [Fact]
    public void Hooks_ThatAnsweredBefore_AreNotAskedAgain()
    {
        var hook = new Hook(0, "load", HookType.Rollout, new(new("http://load.shop/"), TimeSpan.FromSeconds(10), 0));
        var seen = Some.OnTrial.Status(status => status with { StepStartedAt = Some.Now.AddSeconds(-4) }) with
        {
            Spec = Some.Spec with { Hooks = [hook] },
            HookOutcomes = [new(hook, Some.Trial, Some.Now.AddSeconds(-3), Some.Now.AddSeconds(-2), true, "HTTP 200")],
        };

        Assert.Empty(Later(seen).Plan().Calls);
    }

    private static RolloutObservation Suspended(RolloutObservation seen) => seen with { Spec = seen.Spec with { Suspended = true } };

    // Suspended for an hour, and no longer.
    private static RolloutObservation Later(RolloutObservation seen) => seen with { Status = Suspended(seen).Plan().Status, ObservedAt = seen.ObservedAt + Hour };
}
