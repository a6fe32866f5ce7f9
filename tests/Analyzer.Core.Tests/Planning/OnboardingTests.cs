using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Design §3, Onboarding; and what overrides every phase.</summary>
public class OnboardingTests
{
    [Fact]
    public void Onboarded_Target_HasItsVersionPromotedAndIsTriedNext()
    {
        var plan = (Some.New with { HasFinalizer = true, SupportReady = true, Steering = SteeringObservation.Steered, Target = Some.Serving }).Plan();

        Assert.Equal([Some.Primary], plan.Status.Promoted);
    }

    [Fact]
    public void Onboarding_NotSplittable_IsSaidAloud()
    {
        var plan = (Some.New with { HasFinalizer = true, Target = Some.Serving with { Splittable = false, NotSplittableReason = "host-network" } }).Plan();

        Assert.True(plan.Only<RolloutAction.Announce>().Warning);
        Assert.Contains("host-network", plan.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Onboarding_SilentProxies_AreNotWaitedForBeyondTheDeadline()
    {
        var seen = (Some.New with { HasFinalizer = true, SupportReady = true, Steering = SteeringObservation.Due, Target = Some.Serving })
            .Routes(routes => routes with { Missing = 1 }).Status(status => status with { PhaseSince = Some.Now.AddMinutes(-11) });

        Assert.True(seen.Plan().Does<RolloutAction.Steer>());
    }

    [Fact]
    public void Onboarding_BeforeTheTargetIsInCare_AsksNothingOfProxies() => Assert.Equal("AddFinalizer", Some.New.Plan().Words());

    [Fact]
    public void Override_ThatIsOver_LeavesNoReasonBehind()
    {
        var missing = (Some.Idle with { Target = null }).Plan();

        var back = (Some.Idle with { Status = missing.Status }).Plan();

        Assert.Equal((RolloutPhase.Succeeded, RolloutReason.Promoted), (back.Status.Phase, back.Status.Reason));
    }

    [Fact]
    public void TargetMissing_SeenTwice_IsSaidOnce()
    {
        var first = (Some.Idle with { Target = null }).Plan();
        var second = (Some.Idle with { Target = null, Status = first.Status }).Plan();

        Assert.True(first.Does<RolloutAction.Announce>());
        Assert.Empty(second.Actions);
    }

    [Fact]
    public void FlaggersPrimary_IsLeftAloneWithTheWayOut() =>
        Assert.Contains("take it out of Flagger's care", (Some.OnTrial with { FlaggerPrimaryExists = true }).Plan().Status.Message, StringComparison.Ordinal);

    [Fact]
    public void Idle_PodsThatDoNotCarryTheName_AreNotSteered() =>
        Assert.Equal("weight 0", (Some.Idle with { Steering = SteeringObservation.NotReady }).Plan().Words());

    [Fact]
    public void Steering_WithoutAProbeThroughTheService_IsTakenBackAndLeftAWhile()
    {
        var asked = (Supported with { Steering = SteeringObservation.Due }).Plan();
        var early = After(asked, SteeringObservation.Pending, seconds: 9).Plan();
        var late = After(early, SteeringObservation.Pending, seconds: 10).Plan();
        var back = After(late, SteeringObservation.Due, seconds: 300).Plan();
        var again = After(back, SteeringObservation.Due, seconds: 601).Plan();

        Assert.Equal(["weight 0, Steer", "weight 0", "weight 0, Unsteer", "weight 0", "weight 0, Steer"], new[] { asked, early, late, back, again }.Select(plan => plan.Words()));
        Assert.Equal((RolloutReason.SteeringFailed, RolloutReason.SteeringFailed), (late.Status.Reason, back.Status.Reason));
        Assert.Equal(RolloutPhase.Initialized, After(again, SteeringObservation.Steered, seconds: 700).Plan().Status.Phase);
    }

    [Fact]
    public void Steering_ThatFailed_HoldsNoVersionBack()
    {
        var seen = (Supported with { Steering = SteeringObservation.Due, Target = Some.HeldWith(Some.Trial) }).Status(status => status with { StepStartedAt = Some.Now.AddMinutes(-1) });

        Assert.Equal("weight 0, ResumeTarget", seen.Plan().Words());
    }

    [Fact]
    public void Steering_OfAServiceThatCameLater_IsTakenBackToo()
    {
        var asked = (Some.Idle with { Steering = SteeringObservation.Due }).Plan();
        var late = (Some.Idle with { Steering = SteeringObservation.Pending, Status = asked.Status, ObservedAt = Some.Now.AddSeconds(10) }).Plan();

        Assert.Equal(("weight 0, Steer", "weight 0, Unsteer"), (asked.Words(), late.Words()));
    }

    [Fact]
    public void Steering_SeenLongAgo_IsNotTakenBackByANewLeadersSlowProbe()
    {
        var first = (Some.Idle with { Steering = SteeringObservation.Pending }).Plan();

        Assert.Equal("weight 0", (Some.Idle with { Steering = SteeringObservation.Pending, Status = first.Status, ObservedAt = Some.Now.AddMinutes(1) }).Plan().Words());
    }

    [Fact]
    public void Onboarding_HeldWithNothingReady_TakesNoVersionForPromoted()
    {
        var seen = Supported with { Steering = SteeringObservation.Steered, Target = Some.HeldWith(Some.Trial) with { PrimaryHash = null, PrimaryReady = 0, Ready = 0 } };

        Assert.Equal((RolloutPhase.Initializing, 0), (seen.Plan().Status.Phase, seen.Plan().Status.Promoted.Count));
    }

    private static RolloutObservation Supported => Some.New with { HasFinalizer = true, SupportReady = true, Target = Some.Serving };

    private static RolloutObservation After(RolloutPlan plan, SteeringObservation steering, int seconds) =>
        Supported with { Steering = steering, Status = plan.Status, ObservedAt = Some.Now.AddSeconds(seconds) };
}
