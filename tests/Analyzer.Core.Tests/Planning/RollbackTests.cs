using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Design §3, Rollback, and §6: what rolls back and what does not.</summary>
public class RollbackTests
{
    private static readonly RolloutObservation LastChance = Some.OnTrial.Status(status => status with { FailedChecks = 2 });

    [Fact]
    public void Threshold_Reached_RecordsItAndPutsTheWeightToZeroBeforeAnythingElse()
    {
        var plan = LastChance.Plan(Verdict.Failed);

        Assert.Equal("RecordDecision, weight 0, MarkFailed", plan.Words());
        Assert.Equal((RolloutPhase.Failed, Some.Trial, 0, 3), (plan.Status.Phase, plan.Status.Refused, plan.Status.Weight, plan.Status.FailedChecks));
    }

    [Fact]
    public void Threshold_Reached_ExplainsItselfWithNumbers()
    {
        var plan = LastChance.Plan(Verdict.Failed);

        Assert.Contains("success rate 98 % is below 99 % at weight 20: failed checks reached the threshold of 3", plan.Status.Message, StringComparison.Ordinal);
        Assert.Equal(plan.Status.Message, plan.Only<RolloutAction.MarkFailed>().Message);
        Assert.Contains(plan.Status.Message, plan.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rollback_OfAHeldTarget_GuardsItLikeEveryTick() =>
        Assert.Equal("RecordDecision, weight 0, DeleteReplicaSets web-0, MarkFailed", LastChance.Target(target => target with { Dangerous = ["web-0"] }).Plan(Verdict.Failed).Words());

    [Fact]
    public void Threshold_OfOne_RollsBackAtTheFirstFailure() =>
        Assert.Equal(RolloutPhase.Failed, (Some.OnTrial with { Spec = Some.Spec with { Threshold = 1 } }).Plan(Verdict.Failed).Status.Phase);

    [Fact]
    public void Failure_BelowTheThreshold_IsCountedAndTheIntervalBeginsAnew()
    {
        var plan = Some.OnTrial.Plan(Verdict.Failed);

        Assert.Equal((1, Some.Now, (TimeSpan?)Some.Interval), (plan.Status.FailedChecks, plan.Status.StepStartedAt, plan.LookAgainAfter));
    }

    [Fact]
    public void Errored_HoweverOften_NeverRollsBackAndNeverCounts()
    {
        var seen = LastChance;
        for (var tick = 0; tick < 50; tick++)
        {
            var plan = seen.Plan(Verdict.Errored);
            Assert.Equal((RolloutPhase.Progressing, 2, 20), (plan.Status.Phase, plan.Status.FailedChecks, plan.Weight()));
            seen = seen with { Status = plan.Status, ObservedAt = seen.ObservedAt + Some.Interval };
        }
    }

    [Fact]
    public void NoData_HoweverOften_NeverPassesAndNeverBlames()
    {
        var seen = LastChance;
        for (var tick = 0; tick < 50; tick++)
        {
            var plan = seen.Plan(Verdict.Inconclusive);
            Assert.Equal((RolloutPhase.Progressing, 2, 1, 20), (plan.Status.Phase, plan.Status.FailedChecks, plan.Status.PassedChecks, plan.Weight()));
            seen = seen with { Status = plan.Status, ObservedAt = seen.ObservedAt + Some.Interval };
        }
    }

    [Fact]
    public void Copy_AfterARollback_GoesOnlyWhenWeightZeroWasSeenAndNothingRuns()
    {
        var draining = Some.Refused with { Copy = Some.OnTrial.Copy };

        Assert.False((draining with { Routes = Some.At(20) }).Plan().Does<RolloutAction.DeleteCopy>());
        Assert.False(draining.Status(Fresh).Routes(routes => routes with { Settled = false }).Plan().Does<RolloutAction.DeleteCopy>());
        Assert.False(draining.Status(Fresh).Routes(routes => routes with { InFlightCanary = 1 }).Plan().Does<RolloutAction.DeleteCopy>());
        Assert.True(draining.Status(Fresh).Plan().Does<RolloutAction.DeleteCopy>());
        Assert.True(draining.Routes(routes => routes with { InFlightCanary = 1 }).Plan().Does<RolloutAction.DeleteCopy>());
    }

    [Fact]
    public void Copy_AfterARollback_IsAlwaysAtWeightZero() => Assert.Equal(0, (Some.Refused with { Copy = Some.OnTrial.Copy, Routes = Some.At(20) }).Plan().Weight());

    [Fact]
    public void Refused_Hash_IsNotTriedAgain()
    {
        var plan = Some.Refused.Plan();

        Assert.Equal((RolloutPhase.Failed, "weight 0"), (plan.Status.Phase, plan.Words()));
        Assert.Equal((Some.Refused.Status.Reason, Some.Refused.Status.Message), (plan.Status.Reason, plan.Status.Message));
    }

    [Fact]
    public void Refused_HashAppliedAgainLater_FailsAtOnceAndSaysWhy()
    {
        var plan = Some.Held.Status(status => status with { Refused = Some.Trial }).Plan();

        Assert.Equal((RolloutPhase.Failed, RolloutReason.RefusedBefore, (DateTimeOffset?)Some.Now), (plan.Status.Phase, plan.Status.Reason, plan.Status.PhaseSince));
        Assert.Equal(plan.Status.Message, plan.Only<RolloutAction.MarkFailed>().Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Refused_TargetThatCannotBeSplitAnyMore_IsNotLetGo(bool isUnsafe)
    {
        var seen = Some.Refused.Target(target => isUnsafe ? target with { RollsByItselfReason = "strategy Recreate" } : target with { Splittable = false });

        Assert.False(seen.Plan().Does<RolloutAction.ResumeTarget>());
    }

    [Fact]
    public void Refused_ChangedTemplate_IsTried()
    {
        var status = (Some.Refused with { Target = Some.HeldWith(Some.Other) }).Plan().Status;

        Assert.Equal((RolloutPhase.Progressing, Some.Other), (status.Phase, status.Trial));
    }

    [Fact]
    public void Refused_LongAgo_KeepsItsSentenceThroughALeaderChangeAndASuspension()
    {
        var led = (Some.Refused with { Routes = new() { Missing = 2, LeaderFor = TimeSpan.FromSeconds(1) } }).Plan();
        var suspended = (Some.Refused with { Spec = Some.Spec with { Suspended = true } }).Plan();

        Assert.Equal(Some.Refused.Status, led.Status);
        Assert.Equal(Some.Refused.Status with { SuspendedSince = Some.Now }, suspended.Status);
    }

    [Theory]
    [InlineData(RolloutReason.CopyCrashed)]
    [InlineData(RolloutReason.ImagePullFailed)]
    public void Copy_ThatCannotRun_IsRolledBackWithTheKubeletsReason(RolloutReason reason)
    {
        var plan = Some.OnTrial.Copy(copy => copy with { Failure = new(reason, "exit code 137 (OOMKilled)") }).Plan(Verdict.Passed);

        Assert.Equal((RolloutPhase.Failed, reason, "exit code 137 (OOMKilled)"), (plan.Status.Phase, plan.Status.Reason, plan.Status.Message));
    }

    private static RolloutStatus Fresh(RolloutStatus status) => status with { PhaseSince = Some.Now };
}
