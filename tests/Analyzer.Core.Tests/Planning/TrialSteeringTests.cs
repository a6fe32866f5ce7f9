using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>A trial with the apex not steered: steered first, or given up with a reason; never a wait on "no data".</summary>
public class TrialSteeringTests
{
    private static readonly RolloutObservation Starting =
        Some.OnTrial.Status(status => status with { Weight = 0, StepStartedAt = null }) with { Routes = Some.At(0) };

    [Theory]
    [InlineData(SteeringObservation.Due)]
    [InlineData(SteeringObservation.Undone)]
    public void FirstWeight_WithAServiceThatIsNotSteered_SteersIt(SteeringObservation steering)
    {
        var plan = (Starting with { Steering = steering }).Plan();

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.Steering, "weight 0, Steer"), (plan.Status.Phase, plan.Status.Reason, plan.Words()));
    }

    [Fact]
    public void FirstWeight_OnceTheProbeArrived_IsAskedFor()
    {
        var asked = (Starting with { Steering = SteeringObservation.Due }).Plan().Status;

        Assert.Equal(0, (Starting with { Status = asked, Steering = SteeringObservation.Pending }).Plan().Weight());
        Assert.Equal(10, (Starting with { Status = asked, Steering = SteeringObservation.Steered }).Plan().Weight());
    }

    [Fact]
    public void FirstWeight_OfAServiceSteeredLongAgo_DoesNotWaitForANewLeadersProbe() =>
        Assert.Equal(10, (Starting with { Steering = SteeringObservation.Pending }).Plan().Weight());

    [Theory]
    [InlineData(SteeringObservation.Pending)]
    [InlineData(SteeringObservation.Undone)]
    public void FirstWeight_WithoutAProbeInTime_LetsTheVersionRollAndSaysWhy(SteeringObservation steering)
    {
        var asked = (Starting with { Steering = SteeringObservation.Due }).Plan().Status;

        var plan = (Starting with { Status = asked, Steering = steering, ObservedAt = Some.Now.AddSeconds(10) }).Plan();

        Assert.Equal("RecordDecision, weight 0, Unsteer, ResumeTarget", plan.Words());
        Assert.Equal((RolloutPhase.Initialized, RolloutReason.SteeringFailed, Some.Trial), (plan.Status.Phase, plan.Status.Reason, plan.Status.Released));
        Assert.True(plan.Only<RolloutAction.Announce>().Warning);
    }

    [Fact]
    public void GivenUp_CutOffBeforeTheResume_IsResumedByTheNextTick()
    {
        var given = (Starting with { Steering = SteeringObservation.NotReady }).Status(Late).Plan().Status;

        var plan = (Some.Held with { Status = given }).Plan();

        Assert.Equal("weight 0, ResumeTarget", plan.Words());
        Assert.Equal(given.Reason, plan.Status.Reason);
    }

    [Fact]
    public void GivenUp_WhileTheMarkStands_ResumesOnlyOnceItIsGone()
    {
        var late = (Starting with { Steering = SteeringObservation.NotReady }).Status(Late);

        Assert.Equal("weight 0, ClearFailed", late.Target(target => target with { MarkedFailed = true }).Plan().Words());
    }

    [Theory]
    [InlineData(599, RolloutPhase.Progressing)]
    [InlineData(600, RolloutPhase.Initialized)]
    public void FirstWeight_WithPodsThatLackTheName_IsWaitedForUpToTheDeadline(int seconds, RolloutPhase phase)
    {
        var seen = (Starting with { Steering = SteeringObservation.NotReady }).Status(status => status with { TrialStartedAt = Some.Now.AddSeconds(-seconds) });

        Assert.Equal((phase, false), (seen.Plan().Status.Phase, seen.Plan().Does<RolloutAction.Steer>()));
    }

    [Fact]
    public void FirstWeight_WithNoPortSplitAnyMore_RollsByItselfAfterTheDeadline()
    {
        var seen = Starting.Target(target => target with { Splittable = false, NotSplittableReason = "Service web selects Deployment old as well" });

        var early = seen.Plan();
        var late = seen.Status(Late).Plan();

        Assert.Equal((0, RolloutReason.Steering), (early.Weight(), early.Status.Reason));
        Assert.Equal((RolloutPhase.Initialized, RolloutReason.RollsByItself), (late.Status.Phase, late.Status.Reason));
        Assert.Contains("selects Deployment old", late.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NoData_WithTheServiceNotSteered_GoesBackToSteerIt()
    {
        var plan = (Some.OnTrial with { Steering = SteeringObservation.Due }).Plan(Verdict.Inconclusive);

        Assert.Equal((RolloutReason.Steering, 0, (DateTimeOffset?)null, Some.Now), (plan.Status.Reason, plan.Weight(), plan.Status.StepStartedAt, plan.Status.WaitStartedAt));
        Assert.Equal(Some.OnTrial.Status.TrialStartedAt, plan.Status.TrialStartedAt);
        Assert.True(plan.Only<RolloutAction.Announce>().Warning);
    }

    [Fact]
    public void Step_WithTheServicePutBackByAnApply_SteersItAgain() =>
        Assert.Equal("weight 20, Steer", (Some.OnTrial with { Steering = SteeringObservation.Undone }).Status(status => status with { StepStartedAt = Some.Now }).Plan().Words());

    [Fact]
    public void Service_SharedWithPodsWithoutProxies_IsPutBackInEveryPhase()
    {
        foreach (var phase in Enum.GetValues<RolloutPhase>().Where(each => each is not RolloutPhase.Terminating))
        {
            Assert.EndsWith("UnsteerShared", (Some.Of(phase) with { SharedSteered = true }).Plan().Words(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Idle_ThatCannotBeSplitAnyMore_SaysSoOnceAndNotAfterwards()
    {
        var lost = Some.Idle.Target(target => target with { Splittable = false, NotSplittableReason = "shared" });
        var first = lost.Plan();
        var second = (lost with { Status = first.Status }).Plan();
        var mended = (Some.Idle with { Status = second.Status }).Plan();

        Assert.Equal((RolloutReason.NotSplittable, true, false), (first.Status.Reason, first.Does<RolloutAction.Announce>(), second.Does<RolloutAction.Announce>()));
        Assert.Equal((RolloutReason.NotSplittable, RolloutReason.Promoted), (second.Status.Reason, mended.Status.Reason));
    }

    private static RolloutStatus Late(RolloutStatus status) => status with { TrialStartedAt = Some.Now - Some.Spec.ProgressDeadline };
}
