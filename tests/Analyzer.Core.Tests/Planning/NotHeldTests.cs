using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Design §3, Not held.</summary>
public class NotHeldTests
{
    private static readonly RolloutObservation Unheld = Some.Idle with { Target = Some.Serving with { TemplateHash = Some.Trial, RolledOut = false } };

    [Fact]
    public void KnownGood_Held_IsResumedAtOnceWithoutATrial()
    {
        var plan = (Some.Held with { Target = Some.HeldWith(Some.Older) }).Plan();

        Assert.Equal("weight 0, ResumeTarget", plan.Words());
        Assert.Equal((RolloutPhase.Initialized, RolloutReason.KnownGood, Some.Older), (plan.Status.Phase, plan.Status.Reason, plan.Status.Released));
    }

    [Fact]
    public void KnownGood_AfterARefusal_IsResumedAtOnce() =>
        Assert.Equal("weight 0, ResumeTarget", (Some.Refused with { Target = Some.HeldWith(Some.Older) }).Plan().Words());

    [Fact]
    public void KnownGood_Unheld_IsLeftToRoll()
    {
        var plan = (Unheld with { Target = Unheld.Target! with { TemplateHash = Some.Older } }).Plan();

        Assert.Equal(("weight 0", Some.Older), (plan.Words(), plan.Status.Released));
    }

    [Fact]
    public void SkipAnalysis_OfTheCanary_ReleasesWithItsReason()
    {
        var plan = (Some.Held with { Spec = Some.Spec with { SkipAnalysis = true } }).Plan();

        Assert.Equal((RolloutReason.SkippedAnalysis, "weight 0, ResumeTarget"), (plan.Status.Reason, plan.Words()));
        Assert.Contains("spec.skipAnalysis", plan.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SkipReason_OfAnUnheldVersion_LetsItRollOnRecord()
    {
        var plan = Unheld.Target(target => target with { SkipReason = "hotfix 12" }).Plan();

        Assert.Equal(("weight 0", Some.Trial, "hotfix 12"), (plan.Words(), plan.Status.Released, plan.Status.UsedSkip));
        Assert.Contains("hotfix 12", plan.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void UnsafeToSplit_NewVersion_RollsByItselfWithItsReason(bool held)
    {
        var seen = (held ? Some.Held : Unheld).Target(target => target with { RollsByItselfReason = "strategy Recreate" });

        var plan = seen.Plan();

        Assert.Equal((RolloutReason.RollsByItself, Some.Trial, held), (plan.Status.Reason, plan.Status.Released, plan.Does<RolloutAction.ResumeTarget>()));
        Assert.Contains("strategy Recreate", plan.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoSteerablePort_NewVersion_RollsByItself()
    {
        var plan = Some.Held.Target(target => target with { Splittable = false, NotSplittableReason = "host-network" }).Plan();

        Assert.Equal((RolloutReason.RollsByItself, "weight 0, ResumeTarget"), (plan.Status.Reason, plan.Words()));
    }

    [Fact]
    public void NoReadyPod_NewVersion_IsLetThroughForGood()
    {
        var plan = Unheld.Target(target => target with { PrimaryReady = 0, PrimaryHash = null }).Plan();

        Assert.Equal(("weight 0", Some.Trial), (plan.Words(), plan.Status.Released));
    }

    [Fact]
    public void NoReadyPod_OldPodRecoversInTheMiddle_IsStillNotHeld() =>
        Assert.Equal("weight 0", Unheld.Status(status => status with { Released = Some.Trial }).Plan().Words());

    [Fact]
    public void Released_WhileItRolls_KeepsItsReasonToTheEnd()
    {
        var released = Some.Idle.Status(status => status with { Phase = RolloutPhase.Initialized, Reason = RolloutReason.KnownGood, Released = Some.Older });
        var serving = released with { Target = Some.Serving with { TemplateHash = Some.Older, PrimaryHash = Some.Older, RolledOut = false } };

        var rolling = serving.Plan();
        var done = (serving with { Status = rolling.Status }).Target(target => target with { RolledOut = true }).Plan();

        Assert.Equal(Some.Older, rolling.Status.Released);
        Assert.Equal((RolloutPhase.Succeeded, RolloutReason.KnownGood, (string?)null), (done.Status.Phase, done.Status.Reason, done.Status.Released));
        Assert.Equal([Some.Older, Some.Primary], done.Status.Promoted);
    }

    [Fact]
    public void Promoted_Versions_AreThreeAtMostNewestFirst()
    {
        var status = new RolloutStatus().WithPromoted("a").WithPromoted("b").WithPromoted("c").WithPromoted("b").WithPromoted("d");

        Assert.Equal(["d", "b", "c"], status.Promoted);
    }

    [Fact]
    public void SkipReason_SetInMidTrial_EndsTheTrialAndLeavesTheRoll()
    {
        var plan = Some.OnTrial.Target(target => target with { Paused = false, Held = null, SkipReason = "urgent" }).Plan();

        Assert.Equal((RolloutPhase.Initialized, Some.Trial, "urgent", "weight 0"), (plan.Status.Phase, plan.Status.Released, plan.Status.UsedSkip, plan.Words()));
    }
}
