using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Planning;
using CanaryMesh.Analyzer.Core.Tests.Simulation;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.FlaggerDefects;

/// <summary>Where Flagger takes away what serves. Tests are named after its defects.</summary>
public class OutageTests
{
    public static TheoryData<string> Beginnings => ["ordinary", "in care", "marked", "plan written", "proxies in", "supported, proxies silent", "supported", "steering due", "probe awaited", "foreign Service"];

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void FB17_OnboardingThatDoesNotComeToItsEnd_TakesNothingAwayFromWhatServes(string situation)
    {
        foreach (var target in Troubled(Situations.Of(situation, RolloutPhase.Initializing)))
        {
            var plan = (target with { ObservedAt = Some.Now.AddHours(1) }).Status(status => status with { PhaseSince = Some.Now }).Plan();

            Assert.DoesNotContain(plan.Status.Phase, new[] { RolloutPhase.Failed, RolloutPhase.Terminating });
            Assert.All(plan.Actions, action => Assert.False(action is RolloutAction.EmptyReplicaSet or RolloutAction.DeleteReplicaSets or RolloutAction.HoldTarget or RolloutAction.SetWeight { Weight: > 0 }, $"{situation}: {action}"));
        }
    }

    [Fact]
    public void FB18_SkippedAnalysisOnATrial_WaitsForThePrimary()
    {
        var skipped = Some.OnTrial with { Spec = Some.Spec with { SkipAnalysis = true } };
        var begun = skipped.Plan();
        var rolling = skipped with { Status = begun.Status, Target = Some.Serving with { TemplateHash = Some.Trial, RolledOut = false, UpdatedAvailable = 1 } };
        var half = rolling.Plan();
        var done = (rolling with { Status = half.Status, Target = Some.Finalising.Target }).Plan();

        Assert.Equal((RolloutPhase.Promoting, 20), (begun.Status.Phase, begun.Weight()));
        Assert.Equal((RolloutPhase.Promoting, 20), (half.Status.Phase, half.Weight()));
        Assert.Equal((RolloutPhase.Finalising, 0), (done.Status.Phase, done.Weight()));
    }

    [Fact]
    public void FB18_SkippedAnalysisAtOnboarding_WaitsForThePrimaryToo()
    {
        var rolling = Situations.Of("plan written", RolloutPhase.Initializing) with { Spec = Some.Spec with { SkipAnalysis = true }, Steering = SteeringObservation.Due };

        Assert.Equal((RolloutPhase.Initializing, "weight 0"), (rolling.Plan().Status.Phase, rolling.Plan().Words()));
    }

    [Theory]
    [InlineData("v1:good-a")]
    [InlineData("v1:bad-a")]
    public void FB19_DeletionAtAnyMoment_LeavesEveryPodOfAJudgedVersionServing(string version)
    {
        for (var moment = 0; moment < 110; moment++)
        {
            var cluster = new SimulatedCluster();
            cluster.RunUntil(_ => false, ticks: 20);
            cluster.Target.Apply(version, isHeld: true);
            cluster.RunUntil(_ => false, ticks: moment);
            cluster.Leaving = true;
            cluster.RunUntil(_ => false, ticks: 120);

            Assert.True(cluster.Target is { IsSettled: true, Managed: false, Planned: false, Marked: false } && !cluster.HasCopy, $"{moment}: {cluster.End}");
            Assert.Contains(cluster.Target.Template, cluster.Recorded.Promoted.Concat(cluster.Resumed));
        }
    }

    // The old version, a stalled roll, nothing ready, nothing at all.
    private static IEnumerable<RolloutObservation> Troubled(RolloutObservation seen) =>
    [
        seen,
        seen.Target(target => target with { Stalled = true, RolledOut = false, UpdatedAvailable = 1 }),
        seen.Target(target => target with { Stalled = true, RolledOut = false, Ready = 0, PrimaryReady = 0, UpdatedAvailable = 0, PrimaryHash = null, Live = [] }),
        seen with { Target = null },
    ];
}
