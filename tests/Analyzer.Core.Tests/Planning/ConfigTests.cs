using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

public sealed class ConfigTests
{
    private static readonly ConfigChange Changed = new() { Hash = Some.Other, What = "ConfigMap settings" };
    private static readonly ConfigChange Fresh = Changed with { Wait = TimeSpan.FromSeconds(7) };

    private static RolloutObservation AtRest { get; } = Some.Idle with { Config = Changed };

    [Fact]
    public void AtRest_AChangeOfConfiguration_IsTakenAndHeld()
    {
        var plan = AtRest.Plan();

        Assert.Equal(new RolloutAction.TakeConfig("7", Some.Other, true), plan.Only<RolloutAction.TakeConfig>());
        Assert.Equal(RolloutPhase.Succeeded, plan.Status.Phase);
        Assert.Contains("ConfigMap settings", plan.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AtRest_AChangeThatHasNotSettled_IsLookedAtAgainWhenItHas()
    {
        var plan = (Some.Idle with { Config = Fresh }).Plan();

        Assert.Equal(Some.Idle.Plan().Words(), plan.Words());
        Assert.Equal(Fresh.Wait, plan.LookAgainAfter);
    }

    [Fact]
    public void AtRest_WithNoReadyPod_IsRepairedUnheld() =>
        Assert.False(AtRest.Target(target => target with { PrimaryReady = 0, PrimaryHash = null, RolledOut = false }).Plan().Only<RolloutAction.TakeConfig>().Hold);

    [Fact]
    public void AtRest_BackToAContentThatWasPromotedBefore_RollsUnheld() =>
        Assert.False((AtRest with { Config = Changed with { Hash = Some.Older } }).Plan().Only<RolloutAction.TakeConfig>().Hold);

    [Fact]
    public void AtRest_ASkipReasonOfAnEarlierUpdate_DoesNotCountForAChangeOfConfiguration() =>
        Assert.True(AtRest.Target(target => target with { SkipReason = "bypass: once" }).Plan().Only<RolloutAction.TakeConfig>().Hold);

    [Fact]
    public void AtRest_WhileTheTeamPausedOrARolloutRuns_NothingIsTaken()
    {
        Assert.False(AtRest.Target(target => target with { Paused = true }).Plan().Does<RolloutAction.TakeConfig>());
        Assert.False(AtRest.Target(target => target with { RolledOut = false }).Plan().Does<RolloutAction.TakeConfig>());
    }

    [Fact]
    public void AtRest_WithAnothersObjectInTheSnapshotsPlace_SaysSoAndTakesNothing()
    {
        var plan = (AtRest with { Config = Changed with { Foreign = "ConfigMap settings-1" } }).Plan();

        Assert.False(plan.Does<RolloutAction.TakeConfig>());
        Assert.Equal(RolloutReason.ForeignObject, plan.Status.Reason);
    }

    [Fact]
    public void OnTrial_AChangeOfConfiguration_ChangesNothing()
    {
        var plan = (Some.OnTrial with { Config = Changed }).Plan();

        Assert.Equal(Some.OnTrial.Plan().Words(), plan.Words());
        Assert.Equal(Some.OnTrial.Plan().Status, plan.Status);
    }

    [Fact]
    public void OnTrial_AConfigurationThatWasTakenBack_EndsTheTrialAtOnce()
    {
        var plan = (Some.OnTrial with { Config = Changed with { Hash = Some.Primary } }).Plan();

        Assert.Equal("weight 0, TakeConfig", plan.Words());
    }

    [Fact]
    public void Held_BeforeItsTrial_TakesThePresentConfiguration_AndWaitsUntilItHasSettled()
    {
        var taken = (Some.Held with { Config = Changed }).Plan();
        var waiting = (Some.Held with { Config = Fresh }).Plan();

        Assert.True(taken.Only<RolloutAction.TakeConfig>().Hold);
        Assert.Equal(RolloutPhase.Succeeded, taken.Status.Phase);
        Assert.False(waiting.Does<RolloutAction.TakeConfig>());
        Assert.Equal(Fresh.Wait, waiting.LookAgainAfter);
        Assert.NotEqual(RolloutPhase.Progressing, waiting.Status.Phase);
    }

    [Fact]
    public void Refused_WithOtherConfiguration_IsAnotherVersion_AndStaysRefusedUntilThatHasSettled()
    {
        var refused = Some.Held.Status(status => status with { Phase = RolloutPhase.Failed, Refused = Some.Trial, Trial = Some.Trial });

        Assert.True((refused with { Config = Changed }).Plan().Does<RolloutAction.TakeConfig>());
        Assert.Equal(refused.Plan().Words(), (refused with { Config = Fresh }).Plan().Words());
    }

    [Fact]
    public void KnownGood_IsReleasedWithTheConfigurationItCameWith()
    {
        var back = Some.Held.Target(target => target with { TemplateHash = Some.Older }) with { Config = Changed };

        Assert.Equal("weight 0, ResumeTarget", back.Plan().Words());
    }

    [Fact]
    public void Snapshots_AreKeptWhileNamed_AndRemovedWhenNothingNamesThem()
    {
        var plan = (Some.Idle with { SnapshotsMissing = true, StaleSnapshots = ["settings-1"] }).Plan();

        Assert.True(plan.Does<RolloutAction.KeepSnapshots>());
        Assert.Equal(["settings-1"], plan.Only<RolloutAction.RemoveSnapshots>().Names);
    }

    [Fact]
    public void Leaving_RemovesTheSnapshotsAfterThePods_AndBeforeTheFinalizer()
    {
        var left = Some.Idle with
        {
            Leaving = true,
            Steering = SteeringObservation.Off,
            StaleSnapshots = ["settings-1"],
            Target = Some.Serving with { HasOurs = false, Managed = false },
        };

        Assert.Equal("RemoveSnapshots", left.Plan().Words());
        Assert.False(left.Target(target => target with { RolledOut = false }).Plan().Does<RolloutAction.RemoveSnapshots>());
        Assert.False((left with { StaleSnapshots = [] }).Plan().Does<RolloutAction.RemoveSnapshots>());
    }

    [Fact]
    public void Leaving_HandsOverWhatItsReplicaSetsName_BeforeItRemovesTheRest()
    {
        var left = Some.Idle with
        {
            Leaving = true,
            Steering = SteeringObservation.Off,
            HeirloomSnapshots = ["settings-2"],
            StaleSnapshots = ["settings-1"],
            Target = Some.Serving with { HasOurs = false, Managed = false },
        };

        Assert.Equal(["settings-2"], left.Plan().Only<RolloutAction.HandOverSnapshots>().Names);
        Assert.Equal("RemoveSnapshots", (left with { HeirloomSnapshots = [] }).Plan().Words());
        Assert.False(left.Target(target => target with { RolledOut = false }).Plan().Does<RolloutAction.HandOverSnapshots>());
    }
}
