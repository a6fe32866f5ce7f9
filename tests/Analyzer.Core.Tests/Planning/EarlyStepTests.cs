using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Steps that proof takes before their clock runs out.</summary>
public class EarlyStepTests
{
    private const string Ground = "Shown not worse at 20 %: 0 of 900 requests failed.";

    [Fact]
    public void VersionShownNotWorse_WhoseChecksPass_TakesItsStepBeforeTheClockAndSaysWhy()
    {
        var plan = Young().Plan(Verdict.Passed);

        Assert.Equal((30, $"Advance web.shop canary weight 30. {Ground}"), (plan.Status.Weight, plan.Status.Message));
        Assert.Equal(2, plan.Status.PassedChecks);
    }

    [Fact]
    public void VersionShownNotWorse_AtTheLastWeight_IsPromotedAndSaysWhy()
    {
        var plan = At(50).Plan(Verdict.Passed);

        Assert.Equal(RolloutPhase.Promoting, plan.Status.Phase);
        Assert.EndsWith(Ground, plan.Status.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Verdict.Failed)]
    [InlineData(Verdict.Errored)]
    [InlineData(Verdict.Inconclusive)]
    public void Checks_ThatDoNotPassBeforeTheClock_AreNotCountedNorSaid(Verdict verdict)
    {
        var seen = Young() with { Readings = [CheckReading.Nothing(Some.Spec.Checks[0], "")] };

        var plan = seen.Plan(verdict);

        Assert.Equal((20, 0, 0, RolloutReason.Analysing), (plan.Status.Weight, plan.Status.FailedChecks, plan.Status.InconclusiveChecks, plan.Status.Reason));
        Assert.Equal(seen.Status.StepStartedAt, plan.Status.StepStartedAt);
        Assert.DoesNotContain(plan.Actions, action => action is RolloutAction.Announce);
    }

    [Fact]
    public void Checks_AreAskedEarly_OnlyOfAVersionShownNotWorse()
    {
        Assert.True(RolloutPlanner.ChecksDue(Young()));
        Assert.False(RolloutPlanner.IsTick(Young()));
        Assert.False(RolloutPlanner.ChecksDue(Young(isSafe: false)));
        Assert.False(RolloutPlanner.ChecksDue(Young() with { Comparison = Young().Comparison! with { Ruling = Ruling.Hold } }));
        Assert.False(RolloutPlanner.ChecksDue(Young().Status(status => status with { PausedSince = Some.Now })));
        Assert.False(RolloutPlanner.ChecksDue(Young() with { Routes = Some.At(20) with { Settled = false } }));
    }

    [Fact]
    public void Iterations_AreLooksOfTheClock()
    {
        var seen = At(50) with { Spec = Young().Spec with { Iterations = 9 } };

        Assert.False(RolloutPlanner.ChecksDue(seen));
        Assert.Equal(RolloutPhase.Progressing, seen.Plan(Verdict.Passed).Status.Phase);
    }

    [Fact]
    public void NextWeight_ThatNeedsMorePods_IsWaitedForWithTheClockAsItIs()
    {
        var seen = Young() with { Copy = new() { Hash = Some.Trial, Replicas = 1, Ready = 1 } };

        var plan = seen.Plan(Verdict.Passed);

        Assert.Equal((20, seen.Status.StepStartedAt), (plan.Status.Weight, plan.Status.StepStartedAt));
        Assert.Contains(plan.Actions, action => action is RolloutAction.ScaleCopy);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(9, true)]
    public void Checks_AskedEarly_AreOnRecordOnlyIfTheyTookTheStep(int pods, bool isTaken)
    {
        var seen = Young() with { Copy = new() { Hash = Some.Trial, Replicas = pods, Ready = pods }, Readings = [CheckReading.Of(Some.Spec.Checks[0], 99.7, "")] };

        var status = seen.Plan(Verdict.Passed).Status;

        Assert.Equal((isTaken ? 30 : 20, isTaken), (status.Weight, status.Checks.Count > 0));
    }

    [Fact]
    public void Step_ThatRunsByProof_IsLookedAtAgainInASecond() =>
        Assert.Equal(TimeSpan.FromSeconds(1), Young(isSafe: false).Plan(Verdict.Inconclusive).LookAgainAfter);

    [Fact]
    public void Clock_ThatRunsOutWithoutProof_TakesTheStepAndSaysSo()
    {
        var seen = Some.OnTrial with { Comparison = new(Ruling.Stay, RulingReason.ChecksNotAsked, "") { Ground = "Not shown safe at 20 %, only not shown bad: 0 of 9." } };

        Assert.EndsWith("weight 30. Not shown safe at 20 %, only not shown bad: 0 of 9.", seen.Plan(Verdict.Passed).Status.Message, StringComparison.Ordinal);
    }

    private static JudgeSettings Paced => new() { Mode = JudgeMode.Strict, Pace = Pace.Proof };

    // Twelve seconds of a minute are over.
    private static RolloutObservation Young(bool isSafe = true) => (Some.OnTrial with
    {
        Spec = Some.Spec with { Interval = TimeSpan.FromMinutes(1), Judging = Paced },
        Comparison = new(Ruling.Stay, RulingReason.ChecksNotAsked, "") { IsShownSafe = isSafe, Ground = isSafe ? Ground : "" },
    }).Status(status => status with { StepStartedAt = Some.Now.AddSeconds(-12) });

    private static RolloutObservation At(int weight) =>
        Young().Status(status => status with { Weight = weight }) with { Routes = Some.At(weight) };
}
