using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>What is our fault is never held against the version: a proxy that crashes, one that is silent, one that is not there.</summary>
public class OurFaultTests
{
    private static readonly PodFailure Crash = new(RolloutReason.ProxyFailed, "container canarymesh-proxy of pod web-canary-1 crashes");
    private static readonly RolloutObservation Starting =
        Some.OnTrial.Status(status => status with { Weight = 0, StepStartedAt = null }) with { Routes = Some.At(0), Copy = new() { Hash = Some.Trial, Replicas = 1 } };

    [Fact]
    public void ProxyCrash_OnTrial_SendsNothingThereAndAlertsAndBlamesNobody()
    {
        var plan = Some.OnTrial.Copy(copy => copy with { Ready = 0, ProxyFailure = Crash }).Plan(Verdict.Failed);

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.ProxyFailed, "weight 0", 0), (plan.Status.Phase, plan.Status.Reason, plan.Words(), plan.Status.FailedChecks));
        Assert.True(plan.Only<RolloutAction.Announce>().Warning);
        Assert.NotNull(plan.LookAgainAfter);
    }

    [Fact]
    public void ProxyCrash_BeyondEveryDeadline_RefusesNothing()
    {
        var late = Starting.Status(status => status with { TrialStartedAt = Some.Now.AddHours(-2) }).Copy(copy => copy with { ProxyFailure = Crash });

        Assert.Equal(RolloutPhase.Progressing, late.Plan().Status.Phase);
    }

    [Fact]
    public void ProxyCrash_ThatIsOver_LeavesTheCopyItsWholeTime()
    {
        var late = Starting.Status(status => status with { TrialStartedAt = Some.Now.AddHours(-2) });
        var failing = late.Copy(copy => copy with { ProxyFailure = Crash }).Plan();

        var mended = (late with { Status = failing.Status }).Plan();
        var ready = (late with { Status = mended.Status }).Copy(copy => copy with { Ready = 1, Serving = 1 }).Plan();

        Assert.Equal((RolloutPhase.Progressing, Some.Now, late.Status.TrialStartedAt), (mended.Status.Phase, mended.Status.WaitStartedAt, mended.Status.TrialStartedAt));
        Assert.Equal(10, ready.Weight());
    }

    [Fact]
    public void AppCrash_BesideAProxyCrash_IsTheVersions() => Assert.Equal(
        RolloutReason.CopyCrashed,
        Some.OnTrial.Copy(copy => copy with { Failure = new(RolloutReason.CopyCrashed, "exit 1"), ProxyFailure = Crash }).Plan().Status.Reason);

    [Theory]
    [InlineData(29, RolloutReason.WaitingForCopy)]
    [InlineData(30, RolloutReason.WaitingForProxies)]
    [InlineData(7200, RolloutReason.WaitingForProxies)]
    public void SilentProxies_OfReadyPods_AreNeverTheVersionsFailure(int seconds, RolloutReason reason)
    {
        var seen = Starting.Status(status => status with { TrialStartedAt = Some.Now.AddSeconds(-seconds) }).Copy(copy => copy with { Serving = 1 });

        Assert.Equal((RolloutPhase.Progressing, reason, seconds >= 30), (seen.Plan().Status.Phase, seen.Plan().Status.Reason, seen.Plan().Does<RolloutAction.Announce>()));
    }

    [Fact]
    public void SilentProxies_SaidOnce_AreNotSaidAgain()
    {
        var seen = Starting.Status(status => status with { TrialStartedAt = Some.Now.AddMinutes(-1) }).Copy(copy => copy with { Serving = 1 });

        var again = (seen with { Status = seen.Plan().Status, ObservedAt = Some.Now.AddSeconds(1) }).Plan();

        Assert.Equal((RolloutReason.WaitingForProxies, false), (again.Status.Reason, again.Does<RolloutAction.Announce>()));
    }

    [Fact]
    public void PodOfTheCopyWithoutAProxy_IsReplacedAndNamedAndBlamesNobody()
    {
        var seen = Starting.Status(status => status with { TrialStartedAt = Some.Now.AddHours(-2) }).Copy(copy => copy with { Serving = 1, Unproxied = ["web-canary-1"] });

        var young = seen.Plan();
        var old = seen.Copy(copy => copy with { Replaceable = ["web-canary-1"] }).Plan();

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.PodsNotInjected, "weight 0"), (young.Status.Phase, young.Status.Reason, young.Words()));
        Assert.Contains("pod web-canary-1 of the copy was admitted without the proxy", young.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
        Assert.Equal(["web-canary-1"], old.Only<RolloutAction.ReplacePods>().Names);
    }

    [Fact]
    public void PodOfTheCopyWithoutAProxy_AtAWeight_IsReplacedAndTheWeightStays()
    {
        var seen = Some.OnTrial.Status(status => status with { StepStartedAt = Some.Now.AddHours(-2) })
            .Copy(copy => copy with { Replicas = 2, Ready = 1, Unproxied = ["web-canary-2"], Replaceable = ["web-canary-2"] });

        var plan = seen.Plan(Verdict.Passed);

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.PodsNotInjected, "weight 20, ReplacePods"), (plan.Status.Phase, plan.Status.Reason, plan.Words()));
    }

    [Fact]
    public void PodsOfThePrimaryWithoutAProxy_AreNamedOnceAndNeverTouched()
    {
        var seen = Some.Idle.Target(target => target with { ReadyWithoutProxy = 1, Unproxied = ["web-1-x"] });
        var first = seen.Plan();
        var second = (seen with { Status = first.Status }).Plan();
        var mended = (Some.Idle with { Status = second.Status }).Plan();

        Assert.Equal((RolloutReason.PodsNotInjected, "weight 0"), (first.Status.Reason, first.Words()));
        Assert.Contains("web-1-x", first.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
        Assert.False(second.Does<RolloutAction.Announce>());
        Assert.Equal(RolloutReason.Promoted, mended.Status.Reason);
    }

    [Fact]
    public void Primary_WithoutAnyProxy_HoldsTheStepAndSaysWhy()
    {
        var seen = (Some.OnTrial with { Routes = new() { Asked = 20, LeaderFor = TimeSpan.FromHours(1) } })
            .Target(target => target with { ReadyWithoutProxy = 4, Unproxied = ["web-1-x"] });

        var plan = seen.Plan(Verdict.Passed);

        Assert.Equal((RolloutReason.PodsNotInjected, 20, false), (plan.Status.Reason, plan.Weight(), RolloutPlanner.ChecksDue(seen)));
        Assert.Contains("web-1-x", plan.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PodsOfThePrimaryWithoutAProxy_HoldNoTrialUp() =>
        Assert.Equal(30, Some.OnTrial.Target(target => target with { ReadyWithoutProxy = 1, Unproxied = ["web-1-x"] }).Plan(Verdict.Passed).Weight());

    [Fact]
    public void Copy_MadeAgainLate_HasItsOwnDeadline()
    {
        var late = Starting.Status(status => status with { TrialStartedAt = Some.Now.AddHours(-1) });

        Assert.Equal(RolloutPhase.Progressing, late.Copy(copy => copy with { CreatedAt = Some.Now.AddSeconds(-599) }).Plan().Status.Phase);
        Assert.Equal(RolloutPhase.Failed, late.Copy(copy => copy with { CreatedAt = Some.Now.AddSeconds(-600) }).Plan().Status.Phase);
    }

    [Fact]
    public void Share_ThatFellToZeroInMidTrial_LeavesTheCopyItsWholeTime()
    {
        var fallen = (Some.OnTrial with { Routes = Some.At(0) }).Status(status => status with { TrialStartedAt = Some.Now.AddHours(-1) }).Copy(copy => copy with { Ready = 0 });

        var plan = fallen.Plan();

        Assert.Equal((RolloutPhase.Progressing, 0, Some.Now, (DateTimeOffset?)null), (plan.Status.Phase, plan.Status.Weight, plan.Status.WaitStartedAt, plan.Status.StepStartedAt));
        Assert.Equal(fallen.Status.TrialStartedAt, plan.Status.TrialStartedAt);
    }

    [Fact]
    public void OutageOfTheMetricSource_LeavesTheCopyItsWholeTime()
    {
        var seen = Some.OnTrial.Status(status => status with { StepStartedAt = Some.Now.AddHours(-1) });
        var down = seen.Plan(Verdict.Errored);

        var back = (seen with { Status = down.Status, ObservedAt = Some.Now.AddSeconds(5) }).Copy(copy => copy with { Ready = 1 }).Plan(Verdict.Passed);

        Assert.Equal(RolloutReason.WaitingForCopy, back.Status.Reason);
    }

    [Fact]
    public void Copy_ThatWasNotAskedForMorePods_IsNotLate()
    {
        var seen = Some.OnTrial.Status(status => status with { StepStartedAt = Some.Now.AddHours(-1) }).Copy(copy => copy with { Replicas = 1, Ready = 1 });

        var asked = seen.Plan(Verdict.Passed);
        var next = (seen with { Status = asked.Status, ObservedAt = Some.Now.AddSeconds(1) }).Copy(copy => copy with { Replicas = 2, Ready = 1 }).Plan(Verdict.Passed);

        Assert.Equal("weight 20, ScaleCopy 2", asked.Words());
        Assert.Equal(RolloutPhase.Progressing, next.Status.Phase);
    }

    [Fact]
    public void Weight_ThatLeftNoRecord_HasAWholeIntervalFirst()
    {
        var seen = Some.OnTrial with { Routes = Some.At(30) };

        Assert.False(RolloutPlanner.ChecksDue(seen));
        Assert.Equal((30, Some.Now), (seen.Plan(Verdict.Passed).Weight(), seen.Plan(Verdict.Passed).Status.StepStartedAt));
    }
}
