using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>A canary that no request reaches says so, with the numbers and with what to do.</summary>
public class NoTrafficTests
{
    private static readonly RolloutObservation Quiet = Some.OnTrial with { Traffic = new(0, 12, Some.Interval) };

    [Fact]
    public void Look_WithoutARequest_SaysSoWithNumbersAndWhatToDo()
    {
        var plan = Quiet.Plan();

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.NoTraffic, 0), (plan.Status.Phase, plan.Status.Reason, plan.Status.FailedChecks));
        Assert.Equal(
            "Halt web.shop advancement: 0 requests reached version bbbbbbbbbb in the last 10 s at weight 20, 12 the primary; "
            + "send traffic, call a load tester from a rollout hook, or lead requests there with analysis.match",
            plan.Status.Message);
        Assert.Equal((true, plan.Status.Message), (plan.Only<RolloutAction.Announce>().Warning, plan.Only<RolloutAction.Announce>().Message));
    }

    [Theory]
    [InlineData(0, "call a load tester from a rollout hook, or set analysis.mirror")]
    [InlineData(100, "send requests that analysis.match leads there")]
    public void Look_WithoutARequest_AdvisesAsTheStrategyNeeds(int weight, string advice)
    {
        var spec = weight == 0
            ? Some.Spec with { Steps = new(100, 100, []), Iterations = 3, ChecksAtZero = 3 }
            : Some.Spec with { Steps = new(100, 100, []), Iterations = 3, Traffic = new() { LanesOnly = true } };
        var seen = (Quiet with { Spec = spec, Routes = Some.At(weight) }).Status(status => status with { Weight = weight, PassedChecks = 0 });

        Assert.Contains(advice, seen.Plan().Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_ThatIsTooEarlyForAQuery_SaysItToo()
    {
        var check = new MetricCheck("gpu", CheckKind.Template, null, 90, TimeSpan.FromMinutes(5)) { Template = new("shop", "gpu") };
        var reading = CheckReading.TooSoon(check, "at 12:05:00");
        var seen = Quiet with { Spec = Some.Spec with { Checks = [check] }, Readings = [reading] };

        var plan = RolloutPlanner.Plan(seen, Assessment.Of(seen.Spec.Checks, seen.Readings));

        Assert.Equal((RolloutReason.NoTraffic, 0), (plan.Status.Reason, plan.Status.InconclusiveChecks));
        Assert.True(plan.Does<RolloutAction.Announce>());
    }

    [Fact]
    public void Want_StandsUntilTheNextLookAndIsSaidOnce()
    {
        var first = Quiet.Plan();
        var between = (Quiet with { Status = first.Status, ObservedAt = Some.Now.AddSeconds(4), Traffic = null }).Plan();
        var second = (Quiet with { Status = between.Status, ObservedAt = Some.Now.AddSeconds(10) }).Plan();

        Assert.Equal((RolloutReason.NoTraffic, first.Status.Message), (between.Status.Reason, between.Status.Message));
        Assert.Equal(RolloutReason.NoTraffic, second.Status.Reason);
        Assert.False(between.Does<RolloutAction.Announce>() || second.Does<RolloutAction.Announce>());
    }

    [Theory]
    [InlineData(Verdict.Passed, RolloutReason.WaitingForWeight)]
    [InlineData(Verdict.Failed, RolloutReason.CheckFailed)]
    [InlineData(Verdict.Inconclusive, RolloutReason.NoData)]
    public void Want_EndsWithTheFirstRequests(Verdict verdict, RolloutReason reason)
    {
        var seen = (Some.OnTrial with { Traffic = new(1, 12, Some.Interval) }).Status(status => status with { Reason = RolloutReason.NoTraffic, Message = "none" });

        Assert.Equal(reason, seen.Plan(verdict).Status.Reason);
    }

    [Fact]
    public void Look_OfACopyWithoutAReadyPod_IsAboutTheCopy() =>
        Assert.Equal(RolloutReason.WaitingForCopy, Quiet.Copy(copy => copy with { Ready = 0 }).Plan().Status.Reason);

    [Fact]
    public void Look_WithAVerdict_IsNotHeldUpByTheCount() =>
        Assert.Equal(RolloutReason.MetricSourceDown, Quiet.Plan(Verdict.Errored).Status.Reason);
}
