using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Design §3, Leaving: the same as onboarding backwards, from every phase.</summary>
public class LeavingTests
{
    public static TheoryData<RolloutPhase> Phases => [.. Enum.GetValues<RolloutPhase>()];

    [Theory]
    [MemberData(nameof(Phases))]
    public void Leaving_FromAPhase_TakesEveryStepInItsOrder(RolloutPhase phase)
    {
        var seen = Some.Of(phase) with { Leaving = true, HasFinalizer = true, SupportExists = true, Copy = Some.OnTrial.Copy, Target = Some.HeldWith(Some.Trial) with { MarkedFailed = true } };
        var steps = new List<string>();

        for (var tick = 0; tick < 20 && seen.HasFinalizer; tick++)
        {
            var plan = seen.Plan();
            Assert.Equal(RolloutPhase.Terminating, plan.Status.Phase);
            steps.AddRange(plan.Actions.Where(action => action is not (RolloutAction.Announce or RolloutAction.SetWeight)).Select(action => action.GetType().Name));
            seen = After(seen with { Status = plan.Status }, plan);
        }

        Assert.Equal(["DeleteCopy", "Unsteer", "ClearFailed", "RestoreTarget", "RemoveSupport", "RemoveFinalizer"], steps);
    }

    [Fact]
    public void Leaving_WhileTheProxiesRollOut_KeepsTheServicesOfBothSides()
    {
        var seen = Some.Of(RolloutPhase.Terminating) with { Steering = SteeringObservation.Off, Target = Some.Serving with { HasOurs = false, Managed = false, RolledOut = false } };

        Assert.Equal("", seen.Plan().Words());
        Assert.Equal("RemoveSupport", seen.Status(status => status with { PhaseSince = Some.Now.AddMinutes(-11) }).Plan().Words());
    }

    [Fact]
    public void Leaving_WithoutATarget_UnsteersWhatIsLeftAndEnds()
    {
        var seen = Some.Of(RolloutPhase.Terminating) with { Target = null, SupportExists = false, Steering = SteeringObservation.Off };

        Assert.Equal("RemoveFinalizer", seen.Plan().Words());
        Assert.Equal("Unsteer", (seen with { Steering = SteeringObservation.Pending }).Plan().Words());
    }

    [Fact]
    public void Leaving_WithoutFinalizerAndWithoutTraces_DoesNothing() =>
        Assert.Empty((Some.Of(RolloutPhase.Terminating) with { HasFinalizer = false, Target = null }).Plan().Actions);

    [Fact]
    public void Leaving_WithRequestsAtTheCopy_WaitsForThemAMinute()
    {
        var seen = (Some.OnTrial with { Leaving = true, Routes = Some.At(0) }).Routes(routes => routes with { InFlightCanary = 1 });

        var plan = seen.Plan();
        var later = (seen with { Status = plan.Status, ObservedAt = Some.Now.AddSeconds(60) }).Plan();

        Assert.Equal("weight 0", plan.Words());
        Assert.Equal("weight 0, DeleteCopy", later.Words());
    }

    [Fact]
    public void Leaving_IsNotStoppedBySuspension() =>
        Assert.Equal("Unsteer", (Some.Idle with { Leaving = true, Spec = Some.Spec with { Suspended = true } }).Plan().Words());

    private static RolloutObservation After(RolloutObservation seen, RolloutPlan plan)
    {
        foreach (var action in plan.Actions)
        {
            seen = action switch
            {
                RolloutAction.SetWeight weight => seen with { Routes = Some.At(weight.Weight) },
                RolloutAction.DeleteCopy => seen with { Copy = null },
                RolloutAction.Unsteer => seen with { Steering = SteeringObservation.Off },
                RolloutAction.ClearFailed => seen.Target(target => target with { MarkedFailed = false }),
                RolloutAction.RestoreTarget => seen with { Target = Some.Serving with { HasOurs = false, Managed = false } },
                RolloutAction.RemoveSupport => seen with { SupportExists = false },
                RolloutAction.RemoveFinalizer => seen with { HasFinalizer = false },
                _ => seen,
            };
        }

        return seen;
    }
}
