using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Routes are observed, not remembered: a new leader makes no weight jump.</summary>
public class LeaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(11.9)]
    public void NewLeader_ThatHasNotHeardEveryProxy_AsksForNothing(double seconds)
    {
        foreach (var phase in Enum.GetValues<RolloutPhase>().Where(phase => phase is not (RolloutPhase.Initializing or RolloutPhase.Terminating)))
        {
            var plan = (Some.Of(phase) with { Routes = new() { Served = 20, Connected = 1, Missing = 3, LeaderFor = TimeSpan.FromSeconds(seconds) } }).Plan(Verdict.Passed);

            Assert.Equal((0, phase), (plan.Actions.Count, plan.Status.Phase));
            Assert.NotNull(plan.LookAgainAfter);
        }
    }

    [Fact]
    public void NewLeader_ThatHeardAll_GoesOnFromWhatIsServed()
    {
        var seen = Some.OnTrial with { Routes = new() { Served = 20, Connected = 4, LeaderFor = TimeSpan.FromSeconds(1) } };

        Assert.Equal("weight 20", seen.Plan(Verdict.Passed).Words());
    }

    [Fact]
    public void NewLeader_ThatHeardOfAHigherShareThanIsRecorded_DoesNotJumpBack()
    {
        var seen = Some.OnTrial with { Routes = new() { Served = 30, Connected = 4, LeaderFor = TimeSpan.FromMinutes(1) } };

        Assert.Equal(30, seen.Plan().Weight());
    }

    [Fact]
    public void NewLeader_AfterItsPatience_GoesOnFromTheRecord()
    {
        var seen = Some.OnTrial with { Routes = new() { Missing = 4, LeaderFor = TimeSpan.FromSeconds(12) } };

        Assert.Equal(20, seen.Plan().Weight());
    }

    [Fact]
    public void Routes_Unknown_ComeFromTheRecord() => Assert.Equal(20, (Some.OnTrial with { Routes = new() }).Weight);

    [Fact]
    public void Checks_AreReadOnlyWhenTheIntervalIsOverAndTheWeightApplied()
    {
        Assert.True(RolloutPlanner.ChecksDue(Some.OnTrial));
        Assert.False(RolloutPlanner.ChecksDue(Some.OnTrial.Routes(routes => routes with { Settled = false })));
        Assert.False(RolloutPlanner.ChecksDue(Some.OnTrial.Status(status => status with { StepStartedAt = Some.Now - Some.Interval + TimeSpan.FromMilliseconds(1) })));
        Assert.False(RolloutPlanner.ChecksDue(Some.OnTrial.Status(status => status with { StepStartedAt = null })));
        Assert.False(RolloutPlanner.ChecksDue(Some.OnTrial with { Routes = Some.At(0) }));
        Assert.False(RolloutPlanner.ChecksDue(Some.Promoting));
    }

    [Fact]
    public void Weight_RefusedByAProxy_IsNotTakenForAppliedAndIsSaid()
    {
        var plan = Some.OnTrial.Routes(routes => routes with { Settled = false, Refused = "unknown port" }).Plan(Verdict.Passed);

        Assert.Contains("unknown port", plan.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
        Assert.Equal(20, plan.Weight());
    }

    [Fact]
    public void Weight_OnceApplied_StartsTheInterval()
    {
        var plan = Some.OnTrial.Status(status => status with { StepStartedAt = null }).Plan(Verdict.Failed);

        Assert.Equal((Some.Now, (TimeSpan?)Some.Interval, 0), (plan.Status.StepStartedAt, plan.LookAgainAfter, plan.Status.FailedChecks));
    }
}
