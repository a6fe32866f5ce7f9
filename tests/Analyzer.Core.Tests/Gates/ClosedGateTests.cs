using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;
using static CanaryMesh.Analyzer.Gates.HookType;

namespace CanaryMesh.Analyzer.Core.Tests.Gates;

/// <summary>Gates that say no: they hold, blame nobody, are asked again, and may expire.</summary>
public class ClosedGateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public void ConfirmRollout_ThatIsClosed_KeepsTheVersionWaitingAndBeginsWhenItOpens()
    {
        var run = Closed(ConfirmRollout);
        run.For(Long);

        Assert.Equal(("Waiting", RolloutReason.WaitingForGate), (run.Word, run.Seen.Status.Reason));
        Assert.Null(run.Seen.Copy);
        Assert.Single(run.Said, said => said.StartsWith("Halt web.shop advancement waiting for approval gate", StringComparison.Ordinal));
        Assert.InRange(run.Log.Count, 29, 31);

        run.Answer = _ => true;
        Assert.Equal(RolloutPhase.Succeeded, run.For(Long).Phase);
    }

    [Fact]
    public void ConfirmPromotion_ThatIsClosed_KeepsTheWeightAndGoesOnChecking()
    {
        var run = Closed(ConfirmPromotion);
        run.For(Long);

        Assert.Equal(("WaitingPromotion", 20, 0), (run.Word, run.Seen.Weight, run.Seen.Status.FailedChecks));
        Assert.Single(run.Said, said => said.Contains("waiting for approval gate", StringComparison.Ordinal));
        run.Verdict = Verdict.Failed;
        run.For(TimeSpan.FromSeconds(45));
        Assert.Equal((RolloutPhase.Failed, RolloutReason.ChecksFailed), (run.Phase, run.Seen.Status.Reason));
    }

    [Theory]
    [InlineData(ConfirmRollout)]
    [InlineData(ConfirmPromotion)]
    public void ClosedGate_IsSpokenOfInTheSameWordsAllTheTime(HookType type)
    {
        var run = Closed(type);
        run.For(TimeSpan.FromSeconds(40));
        var words = new HashSet<(RolloutReason, string)>();
        for (var step = 0; step < 60; step++)
        {
            run.For(TimeSpan.FromMilliseconds(500));
            words.Add((run.Seen.Status.Reason, run.Seen.Status.Message));
        }

        Assert.Equal((RolloutReason.WaitingForGate, true), (Assert.Single(words).Item1, words.Single().Item2.Contains("gate is closed since 2030-01-01 12:00", StringComparison.Ordinal)));
    }

    [Fact]
    public void ConfirmPromotion_OfASpecThatGainedAStep_GivesWayToTheGateOfTheNextWeight()
    {
        var run = Closed(ConfirmPromotion, (ConfirmTrafficIncrease, "rise"));
        run.For(TimeSpan.FromMinutes(1));
        run.Log.Clear();
        run.Seen = run.Seen with { Spec = run.Seen.Spec with { Steps = new(10, 30, []) } };
        run.For(TimeSpan.FromSeconds(12));

        Assert.Equal(["confirm-traffic-increase rise", "weight 30"], run.Log.Take(2));
    }

    [Fact]
    public void ConfirmPromotion_ThatOpens_Promotes()
    {
        var run = Closed(ConfirmPromotion);
        run.For(Long);
        run.Answer = _ => true;

        Assert.Equal(RolloutPhase.Succeeded, run.For(TimeSpan.FromSeconds(15)).Phase);
    }

    [Fact]
    public void ConfirmTrafficIncrease_ThatIsClosed_HoldsTheFirstWeightWithoutRepeatingItsTests()
    {
        var run = Closed(ConfirmTrafficIncrease, (PreRollout, "accept"));
        run.For(Long);

        Assert.Equal((RolloutPhase.Progressing, 0, 0), (run.Phase, run.Seen.Weight, run.Seen.Status.FailedChecks));
        Assert.Single(run.Log, each => each == "pre-rollout accept");
        Assert.Single(run.Said, said => said.Contains("waiting for approval gate", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ConfirmRollout)]
    [InlineData(ConfirmTrafficIncrease)]
    [InlineData(ConfirmPromotion)]
    public void Gate_PastItsExpiry_EndsTheRolloutWithAReason(HookType type)
    {
        var run = Closed(type);
        run.Seen = run.Seen with { Spec = run.Seen.Spec with { Hooks = [.. run.Seen.Spec.Hooks.Select(hook => hook with { Expiry = TimeSpan.FromSeconds(45) })] } };
        run.For(Long);

        Assert.Equal((RolloutPhase.Failed, RolloutReason.GateExpired, Some.Trial), (run.Phase, run.Seen.Status.Reason, run.Seen.Status.Refused));
        Assert.Contains("gate was closed for 45 s; it expires after 45 s", run.Seen.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gate_OfAPausedRollout_DoesNotExpire()
    {
        var run = Closed(ConfirmPromotion);
        run.Seen = run.Seen with { Spec = run.Seen.Spec with { Hooks = [.. run.Seen.Spec.Hooks.Select(hook => hook with { Expiry = TimeSpan.FromSeconds(45) })] } };
        run.For(TimeSpan.FromSeconds(40));
        run.Seen = run.Seen with { Status = run.Seen.Status with { PausedSince = run.Seen.ObservedAt } };
        run.For(Long);

        Assert.Equal(RolloutPhase.Progressing, run.Phase);
    }

    [Fact]
    public void RolloutHook_WhileTheMetricSourceIsDown_IsNotCalledAgainAtEveryLook()
    {
        var run = new GatedRun((Rollout, "accept")) { Verdict = Verdict.Errored };
        run.For(Long);

        Assert.Equal((RolloutPhase.Progressing, RolloutReason.MetricSourceDown), (run.Phase, run.Seen.Status.Reason));
        Assert.Single(run.Log, each => each == "rollout accept");
    }

    [Fact]
    public void Gate_ThatDoesNotAnswer_HoldsWithoutATickThatWaits()
    {
        var run = Closed(ConfirmPromotion);
        run.Answer = _ => null;
        run.For(Long);

        Assert.Equal((RolloutPhase.Progressing, 20, "confirm-promotion gate is being asked"), (run.Phase, run.Seen.Weight, run.Seen.Status.Message.Split(": ")[1]));
    }

    [Fact]
    public void ClosedGate_AfterARestart_IsAskedAgainAndItsExpiryGoesOn()
    {
        var run = Closed(ConfirmPromotion);
        run.For(TimeSpan.FromSeconds(60));
        var since = run.Seen.Status.Gate!.Since;
        run.Forget();
        run.For(TimeSpan.FromSeconds(30));

        Assert.Equal((since, "WaitingPromotion"), (run.Seen.Status.Gate!.Since, run.Word));
    }

    [Fact]
    public void PreRolloutHook_ThatFails_IsAFailedCheckUpToTheThreshold()
    {
        var run = new GatedRun((PreRollout, "accept")) { Answer = _ => false };
        run.For(Long);

        Assert.Equal((RolloutPhase.Failed, RolloutReason.ChecksFailed, 3), (run.Phase, run.Seen.Status.Reason, run.Seen.Status.FailedChecks));
        Assert.Contains("pre-rollout accept: HTTP 403: failed checks reached the threshold of 3", run.Seen.Status.Message, StringComparison.Ordinal);
        Assert.Equal(["pre-rollout accept", "pre-rollout accept", "pre-rollout accept"], run.Log);
    }

    [Fact]
    public void RolloutHook_ThatFails_IsOneFailedCheckPerIntervalAndTheMetricsAreNotAsked()
    {
        var run = new GatedRun((Rollout, "load")) { Answer = _ => false, Verdict = Verdict.Passed };
        run.For(TimeSpan.FromSeconds(15));
        Assert.Equal((1, 10), (run.Seen.Status.FailedChecks, run.Seen.Weight));

        run.For(Long);
        Assert.Equal((RolloutPhase.Failed, 0), (run.Phase, run.Seen.Weight));
    }

    [Fact]
    public void Revert_WhileAGateIsClosed_EndsTheWait()
    {
        var run = Closed(ConfirmRollout);
        run.For(TimeSpan.FromSeconds(30));
        run.Seen = run.Seen with { Target = Some.HeldWith(Some.Primary) };
        run.Tick();

        Assert.Equal((RolloutPhase.Initialized, RolloutReason.Reverted), (run.Phase, run.Seen.Status.Reason));
        Assert.Null(run.Seen.Status.Gate);
    }

    [Fact]
    public void RollbackHook_WhileAVersionWaits_RefusesIt()
    {
        var run = Closed(ConfirmRollout, (HookType.Rollback, "stop"));
        run.For(TimeSpan.FromSeconds(30));
        run.Answer = hook => hook.Type is HookType.Rollback;
        run.For(TimeSpan.FromSeconds(12));

        Assert.Equal((RolloutPhase.Failed, RolloutReason.RolledBackByHook, Some.Trial), (run.Phase, run.Seen.Status.Reason, run.Seen.Status.Refused));
    }

    private static GatedRun Closed(HookType type, params (HookType, string)[] others) =>
        new([(type, "gate"), .. others]) { Answer = hook => hook.Name != "gate" && hook.Type is not HookType.Rollback };
}
