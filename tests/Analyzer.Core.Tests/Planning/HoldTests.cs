using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Design §3, Hold.</summary>
public class HoldTests
{
    private static readonly RolloutObservation Unheld = Some.Idle with { Target = Some.Serving with { TemplateHash = Some.Trial, RolledOut = false, UpdatedAvailable = 0 } };

    [Fact]
    public void WebhookBypassed_WhileIdle_IsPausedAtOnceAndSaid()
    {
        var plan = Unheld.Plan();

        Assert.Equal(new RolloutAction.HoldTarget("7", Some.Trial), plan.Only<RolloutAction.HoldTarget>());
        Assert.Equal(RolloutReason.WebhookBypassed, plan.Only<RolloutAction.Announce>().Reason);
    }

    [Theory]
    [InlineData(RolloutPhase.Succeeded)]
    [InlineData(RolloutPhase.Initialized)]
    [InlineData(RolloutPhase.Failed)]
    [InlineData(RolloutPhase.Finalising)]
    public void WebhookBypassed_WhileACopyDrains_IsPausedAtOnce(RolloutPhase phase)
    {
        var seen = Unheld.Status(status => status with { Phase = phase, PhaseSince = Some.Now }).Routes(routes => routes with { InFlightCanary = 1 }) with { Copy = new() { Hash = Some.Older, Ready = 1 } };

        Assert.Equal("weight 0, HoldTarget", seen.Plan().Words());
    }

    [Fact]
    public void WebhookBypassed_DuringATrial_IsPausedAgainAndKeepsItsWeight() =>
        Assert.Equal("weight 20, HoldTarget", Some.OnTrial.Target(target => target with { Paused = false, Held = null }).Plan(Verdict.Passed).Words());

    [Fact]
    public void WebhookBypassed_DuringAPromotion_IsPausedBeforeAnythingIsSettled()
    {
        var seen = Some.Promoting with
        {
            Target = Some.Serving with { TemplateHash = Some.Other, Live = [new("web-3", Some.Other, 1, 0), new("web-2", Some.Trial, 2, 2), new("web-1", Some.Primary, 2, 2)] },
        };

        Assert.Equal("weight 50, HoldTarget", seen.Plan().Words());
    }

    [Fact]
    public void TeamsOwnPause_WithANewVersion_StaysTheirs()
    {
        var plan = Some.Held.Target(target => target with { Held = null }).Plan();

        Assert.Equal((RolloutReason.Suspended, "weight 0"), (plan.Status.Reason, plan.Words()));
    }

    [Fact]
    public void TeamsOwnPause_DuringAPromotion_StaysTheirs()
    {
        var plan = Some.Promoting.Target(target => target with { Held = null }).Plan();

        Assert.Equal((RolloutReason.Suspended, "weight 50"), (plan.Status.Reason, plan.Words()));
    }

    [Fact]
    public void TeamsOwnPause_AtThePrimary_IsNotResumed() =>
        Assert.Equal("weight 0", Some.Idle.Target(target => target with { Paused = true }).Plan().Words());

    [Fact]
    public void Restart_OfThePrimary_IsNoNewVersion() => Assert.False(Some.Idle.HasNewVersion);

    [Fact]
    public void Revert_InMidRun_IsAnAbortThatRefusesNothing()
    {
        var plan = (Some.OnTrial with { Target = Some.HeldWith(Some.Primary) }).Plan(Verdict.Passed);

        Assert.Equal((RolloutPhase.Failed, RolloutReason.Reverted, (string?)null), (plan.Status.Phase, plan.Status.Reason, plan.Status.Refused));
        Assert.Equal("weight 0", plan.Words());
    }

    [Fact]
    public void Revert_AfterTheCopyIsGone_EndsTheHold()
    {
        var plan = (Some.Refused with { Target = Some.HeldWith(Some.Primary) }).Plan();

        Assert.Equal((RolloutPhase.Initialized, "weight 0, ResumeTarget"), (plan.Status.Phase, plan.Words()));
    }

    [Fact]
    public void Revert_ResumedByATickThatLeftNoRecord_IsNoFailureAnyMore()
    {
        var plan = Some.Idle.Status(status => status with { Phase = RolloutPhase.Failed, Reason = RolloutReason.Reverted }).Plan();

        Assert.Equal((RolloutPhase.Initialized, "weight 0"), (plan.Status.Phase, plan.Words()));
    }

    [Fact]
    public void Superseded_InMidRun_DrainsTheOldCopyFirst()
    {
        var seen = (Some.OnTrial with { Target = Some.HeldWith(Some.Other) }).Routes(routes => routes with { InFlightCanary = 2 });

        var plan = seen.Plan(Verdict.Passed);

        Assert.Equal("weight 0", plan.Words());
        Assert.Equal((RolloutReason.Superseded, 0, Some.Now), (plan.Status.Reason, plan.Status.Weight, plan.Status.PhaseSince));
    }

    [Fact]
    public void Superseded_OnceTheOldCopyIsGone_BeginsAnew()
    {
        var seen = (Some.OnTrial with { Target = Some.HeldWith(Some.Other), Copy = null, Routes = Some.At(0) }).Status(status => status with { FailedChecks = 2 });

        var plan = seen.Plan();

        Assert.Equal((RolloutPhase.Progressing, Some.Other, 0, 0), (plan.Status.Phase, plan.Status.Trial, plan.Status.FailedChecks, plan.Status.PassedChecks));
        Assert.Equal((Some.Now, 4), (plan.Status.TrialStartedAt, plan.Status.PrimaryReplicasAtStart));
    }

    [Fact]
    public void Primary_OfATargetWithNothingServing_IsWhatWasPromotedLast()
    {
        var seen = Some.Idle.Target(target => target with { PrimaryHash = null });

        Assert.Equal(Some.Primary, seen.Primary);
    }
}
