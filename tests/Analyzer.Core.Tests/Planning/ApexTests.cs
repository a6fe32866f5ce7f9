using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>The Service that spec.service asks for.</summary>
public class ApexTests
{
    private static readonly RolloutObservation Onboarding =
        (Some.Idle with { ApexDue = true }).Status(_ => new() { Phase = RolloutPhase.Initializing }).Target(target => target with { Splittable = false });

    [Fact]
    public void Onboarding_WithoutIt_MakesItBeforeItPlansPorts()
    {
        var plan = Onboarding.Plan();

        Assert.Equal((RolloutPhase.Initializing, "weight 0, EnsureApex"), (plan.Status.Phase, plan.Words()));
    }

    [Fact]
    public void Trial_WithoutIt_GoesOnAndMakesIt() =>
        Assert.Equal("weight 30, EnsureApex", (Some.OnTrial with { ApexDue = true }).Plan(CanaryMesh.Analyzer.Analysis.Verdict.Passed).Words());

    [Fact]
    public void Leaving_WithoutIt_MakesNone() =>
        Assert.DoesNotContain((Some.Idle with { ApexDue = true, Leaving = true }).Plan().Actions, action => action is RolloutAction.EnsureApex);

    [Fact]
    public void Idle_WithIt_MakesNone() => Assert.DoesNotContain(Some.Idle.Plan().Actions, action => action is RolloutAction.EnsureApex);
}
