using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Design §3, Promotion.</summary>
public class PromotionTests
{
    [Fact]
    public void Resume_CarriesTheResourceVersionThatWasHashed() =>
        Assert.Equal("42", Some.Promoting.Target(target => target with { ResourceVersion = "42" }).Plan().Only<RolloutAction.ResumeTarget>().ResourceVersion);

    [Fact]
    public void Resume_OfWhatIsNotOnTrialAnyMore_NeverHappens()
    {
        var seen = Some.Promoting with { Target = Some.HeldWith(Some.Other) };

        Assert.False(seen.Plan().Does<RolloutAction.ResumeTarget>());
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 38)]
    [InlineData(2, 25)]
    [InlineData(3, 13)]
    [InlineData(4, 0)]
    public void Weight_WhileThePrimaryRolls_ReturnsWithItsNewPods(int updated, int weight)
    {
        var plan = Rolling(updated).Plan();

        Assert.Equal((weight, weight), (plan.Weight(), plan.Status.Weight));
    }

    [Fact]
    public void Weight_AfterAPodWasLostAgain_DoesNotRise() =>
        Assert.Equal(20, (Rolling(1) with { Routes = Some.At(20) }).Plan().Weight());

    [Fact]
    public void Weight_OfAPrimaryThatAnAutoscalerMadeSmaller_ReturnsNoFasterThanItsSize()
    {
        var small = Some.Promoting with { Target = Some.Finalising.Target! with { Replicas = 2, UpdatedAvailable = 2 } };

        var plan = small.Plan();

        Assert.Equal((RolloutPhase.Promoting, 25), (plan.Status.Phase, plan.Weight()));
    }

    [Fact]
    public void Weight_OfAPrimaryThatStaysSmaller_ReturnsAfterTheDeadline()
    {
        var late = Some.Promoting.Status(status => status with { PhaseSince = Some.Now - Some.Spec.ProgressDeadline })
            .Target(_ => Some.Finalising.Target! with { Replicas = 2, UpdatedAvailable = 2 });

        Assert.Equal(RolloutPhase.Finalising, late.Plan().Status.Phase);
    }

    [Fact]
    public void Complete_OnceRolledOut_RecordsThePromotedHash()
    {
        var plan = (Some.Promoting with { Target = Some.Finalising.Target }).Plan();

        Assert.Equal((RolloutPhase.Finalising, 0), (plan.Status.Phase, plan.Weight()));
        Assert.Equal([Some.Trial, Some.Primary, Some.Older], plan.Status.Promoted);
    }

    [Fact]
    public void Stalled_Promotion_KeepsTheTrafficAndSaysItOnce()
    {
        var stalled = Rolling(1) with { Routes = Some.At(38) };

        var first = stalled.Target(target => target with { Stalled = true }).Plan();
        var second = (stalled with { Status = first.Status }).Target(target => target with { Stalled = true }).Plan();

        Assert.Equal((RolloutReason.PromotionStalled, 38), (first.Status.Reason, first.Weight()));
        Assert.True(first.Only<RolloutAction.Announce>().Warning);
        Assert.False(second.Does<RolloutAction.Announce>());
    }

    [Fact]
    public void Stalled_PromotionThatMovesAgain_GoesOnUnderItsOwnReason() =>
        Assert.Equal(RolloutReason.Promoting, Rolling(2).Status(status => status with { Reason = RolloutReason.PromotionStalled }).Plan().Status.Reason);

    [Fact]
    public void PrimaryLost_WithAReadyCopy_IsPromotedWithoutAVerdict()
    {
        var plan = Some.OnTrial.Target(target => target with { PrimaryReady = 0, PrimaryHash = null }).Plan(Verdict.Errored);

        Assert.Equal((RolloutPhase.Promoting, RolloutReason.PrimaryLost), (plan.Status.Phase, plan.Status.Reason));
    }

    [Fact]
    public void PrimaryLost_WithoutAReadyCopy_PromotesNothing() =>
        Assert.Equal(RolloutPhase.Progressing, Some.OnTrial.Target(target => target with { PrimaryReady = 0 }).Copy(copy => copy with { Ready = 0 }).Plan().Status.Phase);

    [Theory]
    [InlineData(Some.Older, false)]
    [InlineData(Some.Trial, true)]
    public void PrimaryLost_WithACopyOfAnotherVersionOrOnItsWayOut_PromotesNothing(string hash, bool isDeleting)
    {
        var seen = Some.OnTrial.Target(target => target with { PrimaryReady = 0 }).Copy(copy => copy with { Hash = hash, Deleting = isDeleting });

        Assert.Equal(RolloutPhase.Progressing, seen.Plan().Status.Phase);
    }

    [Fact]
    public void PrimaryScaledToZero_IsNotLost() =>
        Assert.Equal(RolloutPhase.Progressing, Some.OnTrial.Target(target => target with { PrimaryReady = 0, Replicas = 0 }).Plan().Status.Phase);

    [Fact]
    public void PrimaryScaledUpFromZero_IsLostOnlyOnceItHadAReadyPodAgain()
    {
        RolloutStatus After(RolloutStatus status, int replicas, int ready) =>
            Some.OnTrial.Status(_ => status).Target(target => target with { Replicas = replicas, PrimaryReady = ready }).Plan(Verdict.Inconclusive).Status;
        var asleep = After(Some.OnTrial.Status, 0, 0);
        var starting = After(asleep, 2, 0);
        var awake = After(starting, 2, 1);

        Assert.Equal((RolloutPhase.Progressing, RolloutPhase.Progressing), (asleep.Phase, starting.Phase));
        Assert.Equal(2, awake.PrimaryReplicasAtStart);
        Assert.Equal((RolloutPhase.Promoting, RolloutReason.PrimaryLost), (After(awake, 2, 0).Phase, After(awake, 2, 0).Reason));
    }

    [Fact]
    public void PrimaryLost_OfARefusedVersion_PromotesNothing() =>
        Assert.False((Some.Refused with { Copy = Some.OnTrial.Copy }).Target(target => target with { PrimaryReady = 0, PrimaryHash = null }).Plan().Does<RolloutAction.ResumeTarget>());

    [Fact]
    public void Finalising_RemovesTheCopyAfterItsLastRequest()
    {
        var waiting = Some.Finalising.Routes(routes => routes with { InFlightCanary = 1 });

        Assert.False(waiting.Plan().Does<RolloutAction.DeleteCopy>());
        Assert.True(Some.Finalising.Plan().Does<RolloutAction.DeleteCopy>());
    }

    [Fact]
    public void Finalising_StreamsThatDoNotEnd_AreCutAfterAMinute()
    {
        var waiting = Some.Finalising.Routes(routes => routes with { InFlightCanary = 1 });

        Assert.False(waiting.Status(status => status with { PhaseSince = Some.Now.AddSeconds(-59) }).Plan().Does<RolloutAction.DeleteCopy>());
        Assert.True(waiting.Status(status => status with { PhaseSince = Some.Now.AddSeconds(-60) }).Plan().Does<RolloutAction.DeleteCopy>());
    }

    private static RolloutObservation Rolling(int updated) =>
        Some.Promoting.Target(target => target with { Held = null, Paused = false, UpdatedAvailable = updated });

    [Fact]
    public void PromotedVersion_WhoseOldReplicaSetIsStillSeen_IsNoNews()
    {
        var seen = Some.Idle.Status(status => status with { Phase = RolloutPhase.Succeeded, Promoted = [Some.Trial, Some.Primary], Reason = RolloutReason.Promoted })
            .Target(target => target with { TemplateHash = Some.Trial, PrimaryHash = Some.Primary });

        Assert.Equal((RolloutPhase.Succeeded, RolloutReason.Promoted), (seen.Plan().Status.Phase, seen.Plan().Status.Reason));
        Assert.False(seen.Plan().Does<RolloutAction.Announce>());
    }
}
