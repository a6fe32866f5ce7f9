using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>The primary's size changes under a trial or a promotion: an autoscaler, or a person. Design §3, Capacity and Promotion.</summary>
public class PrimarySizeTests
{
    [Fact]
    public void Primary_ScaledToZeroAndBackDuringATrial_IsNotLost()
    {
        var away = Some.OnTrial.Target(target => target with { Replicas = 0, PrimaryReady = 0, PrimaryHash = null }).Plan();
        var starting = (Some.OnTrial with { Status = away.Status }).Target(target => target with { PrimaryReady = 0, PrimaryHash = null });

        Assert.True(away.Status.PrimaryAway);
        Assert.Equal((RolloutPhase.Progressing, true), (starting.Plan().Status.Phase, starting.Plan().Status.PrimaryAway));
    }

    [Fact]
    public void Primary_BackFromZero_CanBeLostAgain()
    {
        var back = Some.OnTrial.Status(status => status with { PrimaryAway = true }).Plan();

        var lost = (Some.OnTrial with { Status = back.Status }).Target(target => target with { PrimaryReady = 0 }).Plan();

        Assert.False(back.Status.PrimaryAway);
        Assert.Equal(RolloutReason.PrimaryLost, lost.Status.Reason);
    }

    [Fact]
    public void Primary_ScaledToZeroAndBack_KeepsItsSizeUntilItHasAnother()
    {
        var away = Some.OnTrial.Target(target => target with { Replicas = 0, PrimaryReady = 0 }).Plan().Status;
        var back = (Some.OnTrial with { Status = away }).Target(target => target with { Replicas = 2, PrimaryReady = 1 }).Plan().Status;

        Assert.Equal((4, 2), (away.PrimaryReplicasAtStart, back.PrimaryReplicasAtStart));
    }

    [Fact]
    public void Trial_ThatBeginsAtZero_TakesNoPrimaryForLost()
    {
        var begun = Some.Held.Target(target => target with { Replicas = 0, PrimaryReady = 0, PrimaryHash = null }).Plan().Status;

        var starting = (Some.OnTrial with { Status = begun, Routes = Some.At(0) }).Target(target => target with { PrimaryReady = 0, PrimaryHash = null });

        Assert.Equal((RolloutPhase.Progressing, true), (starting.Plan().Status.Phase, begun.PrimaryAway));
    }

    [Theory]
    [InlineData(2, 10)]
    [InlineData(40, 10)]
    public void Autoscaler_DuringATrial_ChangesNoCapacity(int replicas, int weight)
    {
        var starting = (Some.OnTrial with { Routes = Some.At(0) }).Status(status => status with { Weight = 0, StepStartedAt = null, PrimaryReplicasAtStart = 10 });

        var ready = starting.Target(target => target with { Replicas = replicas }).Copy(copy => copy with { Replicas = 1, Ready = 1 });

        Assert.Equal((weight, false), (ready.Plan().Weight(), ready.Plan().Does<RolloutAction.ScaleCopy>()));
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 20)]
    [InlineData(3, 30)]
    public void NextWeight_IsServedByItsPodsOnly(int ready, int weight)
    {
        var seen = Some.OnTrial.Status(status => status with { PrimaryReplicasAtStart = 10 }).Copy(copy => copy with { Replicas = 3, Ready = ready });

        Assert.Equal(weight, seen.Plan(Verdict.Passed).Weight());
    }

    [Theory]
    [InlineData(4, 2, 2, 25)]
    [InlineData(4, 8, 4, 25)]
    [InlineData(4, 8, 7, 7)]
    [InlineData(10, 2, 2, 40)]
    public void Weight_DuringThePromotion_ReturnsNoFasterThanTheSize(int atStart, int replicas, int updated, int weight)
    {
        var seen = Some.Promoting.Status(status => status with { PrimaryReplicasAtStart = atStart })
            .Target(target => target with { Held = null, Paused = false, Replicas = replicas, UpdatedAvailable = updated, RolledOut = updated == replicas });

        Assert.Equal((RolloutPhase.Promoting, weight), (seen.Plan().Status.Phase, seen.Plan().Weight()));
    }

    [Theory]
    [InlineData(44, RolloutPhase.Promoting)]
    [InlineData(45, RolloutPhase.Finalising)]
    public void Promotion_OfATargetThatWasScaledDown_WaitsThreeLooksOfAnAutoscalerAndEnds(int seconds, RolloutPhase phase)
    {
        var rolled = Some.Promoting.Target(target => target with { Held = null, Paused = false, Replicas = 3, UpdatedAvailable = 3, RolledOut = true });
        var waiting = rolled.Plan();
        var later = (rolled with { Status = waiting.Status, Routes = Some.At(waiting.Status.Weight), ObservedAt = Some.Now.AddSeconds(seconds) }).Plan();

        Assert.Equal((RolloutPhase.Promoting, 13), (waiting.Status.Phase, waiting.Weight()));
        Assert.Equal(phase, later.Status.Phase);
    }

    [Fact]
    public void Weight_WhileAnAutoscalerGrowsThePrimary_NeverRisesAgain()
    {
        var seen = (Some.Promoting with { Routes = Some.At(13) }).Status(status => status with { Weight = 13 })
            .Target(target => target with { Held = null, Paused = false, Replicas = 40, UpdatedAvailable = 3 });

        Assert.Equal(13, seen.Plan().Weight());
    }

    [Fact]
    public void Promotion_OfATargetScaledToZero_Ends() => Assert.Equal(
        RolloutPhase.Finalising,
        (Some.Promoting with { Target = Some.Finalising.Target! with { Replicas = 0, UpdatedAvailable = 0, PrimaryReady = 0 } }).Plan().Status.Phase);

    [Fact]
    public void Stall_ThatTheControllerDoesNotSee_IsSaidOnceAfterTheDeadlineAndEndsWithTheNextPod()
    {
        var rolling = Some.Promoting.Target(target => target with { Held = null, Paused = false, UpdatedAvailable = 1 });
        var first = rolling.Plan();
        var stuck = (rolling with { Status = first.Status, Routes = Some.At(38), ObservedAt = Some.Now + Some.Spec.ProgressDeadline }).Plan();
        var again = (rolling with { Status = stuck.Status, Routes = Some.At(38), ObservedAt = Some.Now.AddHours(1) }).Plan();
        var moves = (rolling with { Status = again.Status, Routes = Some.At(38), ObservedAt = Some.Now.AddHours(1) }).Target(target => target with { UpdatedAvailable = 2 }).Plan();
        var rolls = (rolling with { Status = moves.Status, Routes = Some.At(25), ObservedAt = Some.Now.AddHours(1) }).Target(target => target with { UpdatedAvailable = 2 }).Plan();

        Assert.Equal((RolloutReason.PromotionStalled, 38, true), (stuck.Status.Reason, stuck.Weight(), stuck.Does<RolloutAction.Announce>()));
        Assert.False(again.Does<RolloutAction.Announce>());
        Assert.Equal((25, RolloutReason.Promoting), (moves.Weight(), rolls.Status.Reason));
    }

    [Fact]
    public void Stall_WithCrashingPods_LowersNoWeight() => Assert.Equal(
        50, Some.Promoting.Target(target => target with { Held = null, Paused = false, UpdatedAvailable = 0, Stalled = true }).Plan().Weight());
}
