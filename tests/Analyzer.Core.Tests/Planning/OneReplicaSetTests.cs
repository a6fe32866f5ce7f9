using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Design §3, One ReplicaSet per judged version.</summary>
public class OneReplicaSetTests
{
    private static readonly LiveReplicaSet Judged = new("web-2", Some.Trial, 3, 3);
    private static readonly LiveReplicaSet Old = new("web-1", Some.Primary, 2, 2);
    private static readonly LiveReplicaSet Unjudged = new("web-3", Some.Other, 4, 0);

    [Theory]
    [InlineData(RolloutPhase.Succeeded)]
    [InlineData(RolloutPhase.Failed)]
    [InlineData(RolloutPhase.Progressing)]
    [InlineData(RolloutPhase.Finalising)]
    [InlineData(RolloutPhase.Terminating)]
    public void Dangerous_SetsOfAHeldTarget_AreDeletedInEveryPhase(RolloutPhase phase)
    {
        var seen = (Some.Of(phase) with { Target = Some.HeldWith(Some.Trial) with { Dangerous = ["web-0"] } }) with { Copy = phase is RolloutPhase.Succeeded ? null : Some.OnTrial.Copy };

        Assert.Equal(["web-0"], seen.Plan().Only<RolloutAction.DeleteReplicaSets>().Names);
    }

    [Fact]
    public void Dangerous_SetsWhenATrialBegins_AreDeletedBeforeAnythingElseOfIt()
    {
        var plan = Some.Held.Target(target => target with { Dangerous = ["web-0", "web-9"] }).Plan();

        Assert.Equal("weight 0, DeleteReplicaSets web-0 web-9, EnsureSupport", plan.Words());
    }

    [Fact]
    public void TwoLive_WithAnUnjudgedOne_EmptiesTheUnjudged()
    {
        var plan = Some.Held.Target(target => target with { Live = [Unjudged, Old] }).Plan();

        Assert.Equal("weight 0, EmptyReplicaSet web-3", plan.Words());
    }

    [Fact]
    public void ThreeLive_WithTwoUnjudged_EmptiesTheOneWithFewerReadyPodsFirst()
    {
        var plan = Some.Held.Target(target => target with { Live = [Unjudged, new("web-2", Some.Trial, 1, 1), Old] }).Plan();

        Assert.Equal("weight 0, EmptyReplicaSet web-3", plan.Words());
    }

    [Fact]
    public void TwoLive_BothJudged_EmptiesTheSmaller()
    {
        var plan = (Some.Held with { Target = Some.HeldWith(Some.Trial) with { Live = [new("web-2", Some.Older, 3, 3), Old] } }).Plan();

        Assert.Equal("weight 0, EmptyReplicaSet web-1", plan.Words());
    }

    [Fact]
    public void TwoLive_InMidTrialAfterABypass_AreSettledAtTheSameWeight()
    {
        var plan = Some.OnTrial.Target(target => target with { Live = [new("web-2", Some.Trial, 1, 1), Old] }).Plan(Verdict.Passed);

        Assert.Equal((RolloutPhase.Progressing, "weight 20, EmptyReplicaSet web-2"), (plan.Status.Phase, plan.Words()));
    }

    [Fact]
    public void PromotionOvertaken_TwoJudgedLive_SettlesToTheLarger()
    {
        var plan = (Some.Promoting with { Target = Some.HeldWith(Some.Other) with { Live = [Judged, Old] } }).Plan();

        Assert.Equal((RolloutPhase.Promoting, RolloutReason.Settling, "weight 50, EmptyReplicaSet web-1"), (plan.Status.Phase, plan.Status.Reason, plan.Words()));
    }

    [Fact]
    public void PromotionOvertaken_WhileItStalled_KeepsWhatServes()
    {
        var plan = (Some.Promoting with { Target = Some.HeldWith(Some.Other) with { Live = [new("web-2", Some.Trial, 2, 0), new("web-1", Some.Primary, 1, 1)] } }).Plan();

        Assert.Equal("weight 50, EmptyReplicaSet web-2", plan.Words());
    }

    [Fact]
    public void PromotionOvertaken_SettledOnTheJudged_CountsAsPromotedAndTheNextTrialFollows()
    {
        var seen = Some.Promoting with { Target = Some.HeldWith(Some.Other) with { PrimaryHash = Some.Trial, Live = [Judged] } };

        var settled = seen.Plan();
        var next = (seen with { Status = settled.Status, Routes = Some.At(0), Copy = null }).Plan();

        Assert.Equal((RolloutPhase.Succeeded, Some.Trial), (settled.Status.Phase, settled.Status.LastPromoted));
        Assert.Equal((RolloutPhase.Progressing, Some.Other), (next.Status.Phase, next.Status.Trial));
    }

    [Fact]
    public void PromotionOvertaken_SettledOnTheOld_PromotesNothing()
    {
        var plan = (Some.Promoting with { Target = Some.HeldWith(Some.Other) with { Live = [Old] } }).Plan();

        Assert.Equal((RolloutPhase.Initialized, Some.Primary), (plan.Status.Phase, plan.Status.LastPromoted));
    }

    [Fact]
    public void PromotionOvertaken_ByAKnownGoodVersionThatRolls_IsLeftToRoll()
    {
        var plan = (Some.Promoting with { Target = Some.Serving with { TemplateHash = Some.Older, Live = [Judged, Old] } }).Plan();

        Assert.Equal((RolloutPhase.Initialized, Some.Older, "weight 0"), (plan.Status.Phase, plan.Status.Released, plan.Words()));
    }

    [Fact]
    public void TrialOfTheLastRun_WhileIdle_IsNotTakenForJudged()
    {
        var seen = Some.Held.Status(status => status with { Trial = Some.Other }).Target(target => target with { Live = [Unjudged, Old] });

        Assert.Equal("web-3", seen.Plan().Only<RolloutAction.EmptyReplicaSet>().Name);
    }
}
