using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Design §3, Capacity, and what a copy has to be before it serves.</summary>
public class CapacityTests
{
    private static readonly RolloutObservation Starting =
        Some.OnTrial.Status(status => status with { Weight = 0, StepStartedAt = null }) with { Routes = Some.At(0) };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 10)]
    public void FirstWeight_OnlyWithItsReadyPods(int ready, int weight) =>
        Assert.Equal(weight, Starting.Copy(copy => copy with { Replicas = 1, Ready = ready }).Plan().Weight());

    [Fact]
    public void NextWeight_AskedFor_IsRecordedAndItsIntervalHasNotBegun()
    {
        var status = Some.OnTrial.Plan(Verdict.Passed).Status;

        Assert.Equal((30, 2, (DateTimeOffset?)null), (status.Weight, status.PassedChecks, status.StepStartedAt));
    }

    [Fact]
    public void NextWeight_WithTooFewReadyPods_WaitsAndScales()
    {
        var seen = (Some.OnTrial with { Routes = Some.At(40) }).Status(status => status with { Weight = 40, PrimaryReplicasAtStart = 10 });

        var plan = seen.Copy(copy => copy with { Replicas = 4, Ready = 4 }).Plan(Verdict.Passed);

        Assert.Equal("weight 40, ScaleCopy 5", plan.Words());
        Assert.Equal((seen.Status.PassedChecks, seen.Status.StepStartedAt), (plan.Status.PassedChecks, plan.Status.StepStartedAt));
    }

    [Fact]
    public void Capacity_IsMeasuredByThePrimarysSizeAtTheStart()
    {
        var seen = Starting.Status(status => status with { PrimaryReplicasAtStart = 30 }).Target(target => target with { Replicas = 2 });

        Assert.Equal("weight 0, ScaleCopy 3", seen.Copy(copy => copy with { Replicas = 1, Ready = 1 }).Plan().Words());
    }

    [Fact]
    public void Copy_WhenMade_HasThePodsOfTheFirstWeight()
    {
        var seen = (Starting with { Copy = null }).Status(status => status with { PrimaryReplicasAtStart = 25 });

        Assert.Equal(new RolloutAction.CreateCopy(Some.Trial, 3), seen.Plan().Only<RolloutAction.CreateCopy>());
    }

    [Fact]
    public void Copy_NotReadyWithinTheDeadline_IsRolledBack()
    {
        var seen = Starting.Status(status => status with { TrialStartedAt = Some.Now - Some.Spec.ProgressDeadline }).Copy(copy => copy with { Ready = 0 });

        var plan = seen.Plan();

        Assert.Equal((RolloutPhase.Failed, RolloutReason.ReadinessDeadlineExceeded, Some.Trial), (plan.Status.Phase, plan.Status.Reason, plan.Status.Refused));
        Assert.Contains("0 of 1 pods ready after 600 s", plan.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_NotReadyJustBeforeTheDeadline_IsWaitedFor()
    {
        var seen = Starting.Status(status => status with { TrialStartedAt = Some.Now.AddSeconds(1) - Some.Spec.ProgressDeadline }).Copy(copy => copy with { Ready = 0 });

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.WaitingForCopy), (seen.Plan().Status.Phase, seen.Plan().Status.Reason));
    }

    [Theory]
    [InlineData(Verdict.Passed, 1)]
    [InlineData(Verdict.Inconclusive, 0)]
    public void Copy_TooSmallForItsWeightBeyondTheDeadline_IsRolledBack(Verdict verdict, int ready)
    {
        var seen = Some.OnTrial.Copy(copy => copy with { Ready = ready });
        var early = seen.Status(status => status with { StepStartedAt = Some.Now.AddSeconds(1) - Some.Interval - Some.Spec.ProgressDeadline }).Plan(verdict);
        var late = seen.Status(status => status with { StepStartedAt = Some.Now - Some.Interval - Some.Spec.ProgressDeadline }).Plan(verdict);

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.WaitingForCopy), (early.Status.Phase, early.Status.Reason));
        Assert.Equal((RolloutPhase.Failed, RolloutReason.ReadinessDeadlineExceeded, 0), (late.Status.Phase, late.Status.Reason, late.Weight()));
        Assert.Contains("600 s", late.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copy_WithNothingReadyAtAWeight_KeepsTheStepsBeginning()
    {
        var plan = Some.OnTrial.Copy(copy => copy with { Ready = 0 }).Plan(Verdict.Inconclusive);

        Assert.Equal(Some.OnTrial.Status.StepStartedAt, plan.Status.StepStartedAt);
    }

    [Fact]
    public void Copy_DeletedByAStrangerLateInATrial_HasItsOwnDeadline()
    {
        var late = (Some.OnTrial with { Copy = null }).Status(status => status with { TrialStartedAt = Some.Now.AddHours(-1) });

        var plan = late.Plan();
        var next = (late with { Status = plan.Status, Routes = Some.At(0), Copy = new() { Hash = Some.Trial, Replicas = 2 } }).Plan();

        Assert.Equal((0, "weight 0, CreateCopy 2"), (plan.Status.Weight, plan.Words()));
        Assert.Equal(RolloutPhase.Progressing, next.Status.Phase);
        Assert.Equal(late.Status.TrialStartedAt, next.Status.TrialStartedAt);
    }

    [Fact]
    public void Copy_OfAnotherHash_IsDrainedBeforeItIsDeleted()
    {
        var seen = Some.OnTrial.Copy(copy => copy with { Hash = Some.Older });

        Assert.Equal("weight 0", seen.Plan().Words());
        Assert.Equal("weight 0, DeleteCopy", (seen with { Routes = Some.At(0) }).Plan().Words());
    }

    [Fact]
    public void Copy_BeingDeleted_IsWaitedForAtWeightZero() =>
        Assert.Equal("weight 0", Some.OnTrial.Copy(copy => copy with { Deleting = true }).Plan(Verdict.Passed).Words());

    [Fact]
    public void Copy_ThatIsForeign_IsNeverTouched()
    {
        var seen = Some.OnTrial with { Copy = new() { Foreign = true, Ready = 4 } };

        foreach (var phase in Enum.GetValues<RolloutPhase>())
        {
            var plan = (seen with { Status = seen.Status with { Phase = phase } }).Plan(Verdict.Failed);

            Assert.DoesNotContain(plan.Actions, action => action is RolloutAction.DeleteCopy or RolloutAction.ScaleCopy or RolloutAction.CreateCopy);
        }
    }

    [Fact]
    public void ForeignService_WithANewVersion_GivesAReasonAndNoTrial()
    {
        var plan = (Some.Held with { ForeignObject = "Service web-canary" }).Plan();

        Assert.Equal((RolloutPhase.Succeeded, RolloutReason.ForeignObject, "weight 0"), (plan.Status.Phase, plan.Status.Reason, plan.Words()));
        Assert.True(plan.Only<RolloutAction.Announce>().Warning);
    }
}
