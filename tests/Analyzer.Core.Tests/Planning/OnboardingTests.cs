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
        Assert.Contains("kubectl canary adopt", (Some.OnTrial with { FlaggerPrimaryExists = true }).Plan().Status.Message, StringComparison.Ordinal);

    [Fact]
    public void Idle_PodsThatDoNotCarryTheName_AreNotSteered() =>
        Assert.Equal("weight 0", (Some.Idle with { Steering = SteeringObservation.NotReady }).Plan().Words());
}
