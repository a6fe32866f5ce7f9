using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>A copy that the cluster has no room for says so at once, and its refusal says it again.</summary>
public sealed class CopyObstacleTests
{
    private static readonly PodFailure NoRoom = new(RolloutReason.CopyUnschedulable, "no node takes pod a: 0/3 nodes are available");

    private static RolloutObservation Starting { get; } = (Some.OnTrial with { Routes = Some.At(0) })
        .Status(status => status with { Weight = 0, StepStartedAt = null, Reason = RolloutReason.WaitingForCopy })
        .Copy(copy => copy with { Replicas = 1, Ready = 0, Obstacle = NoRoom });

    [Fact]
    public void Starting_WithoutRoom_SaysSoInTheStatusAndOnceToPeople()
    {
        var first = Starting.Plan();
        var second = Starting.Status(_ => first.Status).Plan();

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.CopyUnschedulable), (first.Status.Phase, first.Status.Reason));
        Assert.Equal("0 of 1 pods of the copy are ready: no node takes pod a: 0/3 nodes are available", first.Status.Message);
        Assert.Equal((true, first.Status.Message), (first.Only<RolloutAction.Announce>().Warning, first.Only<RolloutAction.Announce>().Message));
        Assert.False(second.Does<RolloutAction.Announce>());
    }

    [Fact]
    public void Starting_WithoutRoomUntilTheDeadline_IsRefusedWithTheReason()
    {
        var plan = Starting.Status(status => status with { TrialStartedAt = Some.Now - Some.Spec.ProgressDeadline }).Plan();

        Assert.Equal(RolloutReason.ReadinessDeadlineExceeded, plan.Status.Reason);
        Assert.EndsWith("the deadline is 600 s: no node takes pod a: 0/3 nodes are available", plan.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NextWeight_WithoutRoom_SaysSo_AndIsRefusedWithTheReason()
    {
        var seen = Some.OnTrial.Status(status => status with { PrimaryReplicasAtStart = 20 }).Copy(copy => copy with { Replicas = 6, Ready = 4, Obstacle = NoRoom });
        var waiting = seen.Plan(Verdict.Passed);
        var late = seen.Status(status => status with { StepStartedAt = Some.Now - Some.Interval - Some.Spec.ProgressDeadline }).Plan(Verdict.Passed);

        Assert.Equal((RolloutReason.CopyUnschedulable, 20), (waiting.Status.Reason, waiting.Weight()));
        Assert.Equal("weight 30 needs 6 ready pods of the copy; 4 are ready: no node takes pod a: 0/3 nodes are available", waiting.Status.Message);
        Assert.True(waiting.Does<RolloutAction.Announce>());
        Assert.EndsWith(NoRoom.Message, late.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Starting_BesideAPodOfAnEarlierCopy_CallsNoHookUntilItIsGone()
    {
        var seen = (Starting with { Spec = Some.Spec with { Hooks = [new(0, "test", HookType.PreRollout, new(new("http://test.shop/"), TimeSpan.FromSeconds(10), 0))] } })
            .Copy(copy => copy with { Ready = 1, Obstacle = null, Leftovers = ["old"] });

        Assert.Equal((RolloutReason.WaitingForCopy, 0), (seen.Plan().Status.Reason, seen.Plan().Weight()));
        Assert.Contains("pod old of an earlier copy", seen.Plan().Status.Message, StringComparison.Ordinal);
        Assert.Equal(RolloutReason.WaitingForGate, seen.Copy(copy => copy with { Leftovers = [] }).Plan().Status.Reason);
        Assert.Equal(10, (seen with { Spec = Some.Spec }).Plan().Weight());
    }

    [Fact]
    public void Starting_OnceThereIsRoom_GoesOn() =>
        Assert.Equal(10, Starting.Status(status => status with { Reason = RolloutReason.CopyUnschedulable }).Copy(copy => copy with { Ready = 1, Obstacle = null }).Plan().Weight());

    [Fact]
    public void Starting_AContainerThatIsNotReady_IsNoNewsForPeople()
    {
        var plan = Starting.Copy(copy => copy with { Obstacle = new(RolloutReason.WaitingForCopy, "container app of pod a runs and is not ready") }).Plan();

        Assert.Equal(("0 of 1 pods of the copy are ready: container app of pod a runs and is not ready", false), (plan.Status.Message, plan.Does<RolloutAction.Announce>()));
    }
}
