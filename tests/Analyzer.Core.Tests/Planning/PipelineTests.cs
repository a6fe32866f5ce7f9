using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>Design §3, Pipelines: our Progressing=False fails who waits for the refused version and nobody else.</summary>
public class PipelineTests
{
    [Fact]
    public void Mark_ThatStands_IsLeftAlone() => Assert.Equal("weight 0", Some.Refused.Plan().Words());

    [Theory]
    [InlineData(9.9, false)]
    [InlineData(10, true)]
    public void Mark_MissingWithoutANewTemplate_IsSetAgainAfterTenSeconds(double seconds, bool again)
    {
        var seen = Some.Refused.Target(target => target with { MarkedFailed = false, MarkMissingFor = TimeSpan.FromSeconds(seconds) });

        Assert.Equal(again, seen.Plan().Does<RolloutAction.MarkFailed>());
    }

    [Fact]
    public void Mark_SetAgain_CarriesTheVerdictsSentence()
    {
        var seen = Some.Refused.Target(target => target with { MarkedFailed = false, MarkMissingFor = TimeSpan.FromSeconds(10) });

        Assert.Equal(Some.Refused.Status.Message, seen.Plan().Only<RolloutAction.MarkFailed>().Message);
    }

    [Theory]
    [InlineData(599, false)]
    [InlineData(600, true)]
    public void Mark_AfterTenMinutes_IsTakenAway(int seconds, bool gone)
    {
        var seen = Some.Refused.Status(status => status with { PhaseSince = Some.Now.AddSeconds(-seconds) });

        Assert.Equal(gone, seen.Plan().Does<RolloutAction.ClearFailed>());
    }

    [Fact]
    public void Mark_MissingAfterTenMinutes_IsNotSetAgain()
    {
        var seen = Some.Refused.Status(status => status with { PhaseSince = Some.Now.AddMinutes(-10) })
            .Target(target => target with { MarkedFailed = false, MarkMissingFor = TimeSpan.FromMinutes(1) });

        Assert.Equal("weight 0", seen.Plan().Words());
    }

    [Fact]
    public void NewTrial_WhileTheMarkStands_TakesItAway() =>
        Assert.Equal("weight 0, EnsureSupport, ClearFailed", (Some.Refused with { Target = Some.HeldWith(Some.Other) with { MarkedFailed = true } }).Plan().Words());

    [Fact]
    public void Trial_WithTheMarkOfARollbackThatWasCutOff_TakesItAway() =>
        Assert.True(Some.OnTrial.Target(target => target with { MarkedFailed = true }).Plan().Does<RolloutAction.ClearFailed>());

    [Fact]
    public void Promotion_WhileTheMarkStands_TakesItAwayAndDoesNotResume() =>
        Assert.Equal("weight 50, ClearFailed", Some.Promoting.Target(target => target with { MarkedFailed = true }).Plan().Words());

    [Fact]
    public void KnownGood_WhileTheMarkStands_TakesItAwayAndDoesNotResume() =>
        Assert.Equal("weight 0, ClearFailed", (Some.Refused with { Target = Some.HeldWith(Some.Older) with { MarkedFailed = true } }).Plan().Words());

    [Fact]
    public void Revert_WhileTheMarkStands_TakesItAwayAndDoesNotResume() =>
        Assert.Equal("weight 0, ClearFailed", (Some.Refused with { Target = Some.HeldWith(Some.Primary) with { MarkedFailed = true } }).Plan().Words());

    [Fact]
    public void Leaving_WhileTheMarkStands_TakesItAwayAndDoesNotResume() =>
        Assert.Equal("ClearFailed", (Some.Refused with { Leaving = true, Steering = SteeringObservation.Off }).Plan().Words());

    [Fact]
    public void Resume_WithTheMarkStanding_HappensInNoPhase()
    {
        foreach (var phase in Enum.GetValues<RolloutPhase>())
        {
            foreach (var hash in new[] { Some.Primary, Some.Trial, Some.Other, Some.Older })
            {
                var plan = (Some.Of(phase) with { Target = Some.HeldWith(hash) with { MarkedFailed = true } }).Plan();

                Assert.DoesNotContain(plan.Actions, action => action is RolloutAction.ResumeTarget or RolloutAction.RestoreTarget);
            }
        }
    }
}
