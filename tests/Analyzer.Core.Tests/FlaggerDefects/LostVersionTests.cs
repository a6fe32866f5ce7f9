using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Simulation;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.FlaggerDefects;

/// <summary>Versions that Flagger loses, promotes unjudged, serves unjudged, or tries twice. Tests are named after its defects.</summary>
public class LostVersionTests
{
    private static readonly RolloutObservation Newer = Some.Refused with { Target = Some.HeldWith(Some.Other) };

    private static readonly Dictionary<string, RolloutObservation> Stopped = new(StringComparer.Ordinal)
    {
        ["two versions are live"] = Newer.Target(target => target with { Live = [new("web-3", Some.Older, 1, 0), .. target.Live] }),
        ["a foreign object"] = Newer with { ForeignObject = "Service web-canary" },
        ["the old copy"] = Newer with { Copy = Some.OnTrial.Copy },
        ["the team's own pause"] = Newer.Target(target => target with { Held = null }),
        ["suspended"] = Newer with { Spec = Some.Spec with { Suspended = true } },
        ["the target is away"] = Newer with { Target = null },
        ["a new leader"] = Newer with { Routes = new() { Missing = 2, LeaderFor = TimeSpan.FromSeconds(1) } },
    };

    public static TheoryData<string> Obstacles => [.. Stopped.Keys];

    public static TheoryData<RolloutPhase> Phases => [.. Enum.GetValues<RolloutPhase>().Except([RolloutPhase.Initializing, RolloutPhase.Terminating])];

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void FB01_NewVersionWhoseTickIsStopped_IsTriedOnceNothingStopsIt(string obstacle)
    {
        var plan = Stopped[obstacle].Plan();
        var status = plan.Status;

        Assert.DoesNotContain(Some.Other, new[] { status.Trial, status.Refused, status.Released, status.LastPromoted });
        var next = (Newer with { Status = status }).Plan();
        next = next.Status.Phase is RolloutPhase.Progressing ? next : (Newer with { Status = next.Status }).Plan();
        Assert.Equal((RolloutPhase.Progressing, Some.Other), (next.Status.Phase, next.Status.Trial));
    }

    [Fact]
    public void FB02_NewVersionWhileThePrimaryIsPastItsDeadline_IsTriedAndNotRolledBack()
    {
        var plan = Some.Held.Target(target => target with { Stalled = true, PrimaryReady = 1, Ready = 1 }).Plan();

        Assert.Equal((RolloutPhase.Progressing, Some.Trial, (string?)null), (plan.Status.Phase, plan.Status.Trial, plan.Status.Refused));
    }

    [Fact]
    public void FB02_NewVersionAfterAFailedPromotion_LeavesTheUsersAtTheHealthySide()
    {
        var stalled = Some.Promoting with { Target = Some.HeldWith(Some.Other) with { Stalled = true, Live = [new("web-2", Some.Trial, 2, 0), new("web-1", Some.Primary, 2, 2)] } };

        var plan = stalled.Plan();
        var later = (stalled with { Status = plan.Status, Copy = null, Routes = Some.At(0) }).Target(target => target with { Live = [new("web-1", Some.Primary, 4, 4)] }).Plan();

        Assert.Equal((RolloutPhase.Promoting, "weight 50, EmptyReplicaSet web-2"), (plan.Status.Phase, plan.Words()));
        Assert.Equal((RolloutPhase.Initialized, RolloutReason.Superseded, (string?)null), (later.Status.Phase, later.Status.Reason, later.Status.Refused));
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void FB12_TemplateThatNobodyJudged_IsPromotedInNoPhase(RolloutPhase phase)
    {
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            Assert.False((Some.Of(phase) with { Target = Some.HeldWith(Some.Other) }).Plan(verdict).Does<RolloutAction.ResumeTarget>(), $"{phase} {verdict}");
        }
    }

    [Fact]
    public void FB12_Promotion_IsOfTheObjectThatWasHashed() =>
        Assert.Equal("41", Some.Promoting.Target(target => target with { ResourceVersion = "41" }).Plan().Only<RolloutAction.ResumeTarget>().ResourceVersion);

    [Theory]
    [InlineData(Verdict.Passed)]
    [InlineData(Verdict.Inconclusive)]
    [InlineData(Verdict.Errored)]
    [InlineData(Verdict.Failed)]
    public void FB13_ChangeInMidTrial_TakesTheShareAwayAtOnce(Verdict verdict)
    {
        var plan = (Some.OnTrial with { Target = Some.HeldWith(Some.Other) }).Plan(verdict);

        Assert.Equal((RolloutReason.Superseded, 0, false), (plan.Status.Reason, plan.Weight(), plan.Does<RolloutAction.CreateCopy>()));
    }

    [Theory]
    [InlineData(RolloutPhase.Promoting)]
    [InlineData(RolloutPhase.Finalising)]
    public void FB13_ChangeDuringAPromotion_IsLookedAtAndHeld(RolloutPhase phase)
    {
        var changed = Some.Of(phase) with { Target = Some.Serving with { TemplateHash = Some.Other, PrimaryHash = Some.Trial, RolledOut = false } };

        Assert.Equal(Some.Other, changed.Plan().Only<RolloutAction.HoldTarget>().Hash);
    }

    [Fact]
    public void FB14_ReturnToThePromotedVersion_IsAnAbortAndNoRunOfItsOwn()
    {
        var cluster = new SimulatedCluster();
        Assert.True(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Initialized));
        cluster.Target.Apply("v1:good-a", isHeld: true);
        Assert.True(cluster.RunUntil(each => each.Recorded.Weight == 20));
        cluster.Target.Apply(SimulatedCluster.First, isHeld: true);
        cluster.Tick();

        Assert.Equal((RolloutPhase.Failed, RolloutReason.Reverted, 0), (cluster.Recorded.Phase, cluster.Recorded.Reason, cluster.Recorded.Weight));
        Assert.False(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Progressing or RolloutPhase.Succeeded, ticks: 120));
        Assert.Equal((RolloutPhase.Initialized, SimulatedCluster.First, (string?)null), (cluster.Recorded.Phase, cluster.Recorded.LastPromoted, cluster.Recorded.Refused));
        Assert.True(cluster.Target.IsSettled && !cluster.HasCopy);
    }

    [Fact]
    public void FB26_RefusedVersion_IsNotRecordedAgainAtEveryTick()
    {
        var recorded = Some.Refused.Plan().Status;
        for (var minutes = 0; minutes < 60; minutes++)
        {
            var seen = Some.Refused.Target(target => target with { MarkedFailed = false }) with { Status = recorded, ObservedAt = Some.Now.AddMinutes(minutes) };

            Assert.Equal(seen.Status, seen.Plan(Verdict.Failed).Status);
        }
    }
}
