using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using static CanaryMesh.Analyzer.Gates.HookType;

namespace CanaryMesh.Analyzer.Core.Tests.Gates;

/// <summary>Which hooks are asked when, and that they cost no interval.</summary>
public class HookOrderTests
{
    private static readonly (HookType, string)[] Every =
        [(ConfirmRollout, "begin"), (PreRollout, "accept"), (PreRollout, "smoke"), (Rollout, "load"), (ConfirmTrafficIncrease, "rise"), (ConfirmPromotion, "ship"), (PostRollout, "tell")];

    [Fact]
    public void Run_WithEveryHook_AsksInOrder()
    {
        var run = new GatedRun(Every).For(TimeSpan.FromMinutes(2));

        Assert.Equal(RolloutPhase.Succeeded, run.Phase);
        Assert.Equal(
            "confirm-rollout begin|pre-rollout accept|pre-rollout smoke|confirm-traffic-increase rise|weight 10|rollout load|confirm-traffic-increase rise|weight 20|"
                + "rollout load|confirm-traffic-increase rise|confirm-promotion ship|weight 0|post-rollout tell",
            string.Join('|', run.Log));
        Assert.Null(run.Seen.Status.Post);
        Assert.Null(run.Seen.Status.Gate);
    }

    // Every announcement is what hooks of the type event are told, in this order.
    [Fact]
    public void Run_WithEveryHook_IsReadBackAsTheExactOrderOfCallsAndEvents()
    {
        var run = new GatedRun([.. Every, (HookType.Rollback, "stop")]) { Answer = hook => hook.Type is not HookType.Rollback };
        run.For(TimeSpan.FromMinutes(2));

        Assert.Equal(
            [
                "confirm-rollout begin", "“Confirm-rollout check begin passed”", "“New revision detected! Scaling up web-canary.shop (version bbbbbbbbbb)”", "rollback stop",
                "pre-rollout accept", "pre-rollout smoke", "“Pre-rollout check accept passed”", "“Pre-rollout check smoke passed”",
                "confirm-traffic-increase rise", "“Confirm-traffic-increase check rise passed”", "weight 10", "“Advance web.shop canary weight 10”",
                "rollout load", "rollback stop",
                "confirm-traffic-increase rise", "“Confirm-traffic-increase check rise passed”", "weight 20", "“Advance web.shop canary weight 20”",
                "rollout load", "rollback stop",
                "confirm-traffic-increase rise", "“Confirm-traffic-increase check rise passed”", "confirm-promotion ship", "“Confirm-promotion check ship passed”",
                "“Promoting web.shop version bbbbbbbbbb: success rate 98 % is below 99 %”", "weight 0", "“Promotion completed! web.shop runs version bbbbbbbbbb”", "post-rollout tell",
            ],
            run.Story);
    }

    [Fact]
    public void Run_WithHooksThatPass_TakesOneIntervalPerStep()
    {
        var run = new GatedRun(Every);
        run.For(TimeSpan.FromSeconds(2 * 10) + TimeSpan.FromSeconds(6));

        Assert.Equal(RolloutPhase.Succeeded, run.Phase);
    }

    [Fact]
    public void Run_SaysWhichGatesPassed()
    {
        var run = new GatedRun(Every).For(TimeSpan.FromMinutes(2));

        Assert.Equal(
            ["Confirm-rollout check begin passed", "Pre-rollout check accept passed", "Pre-rollout check smoke passed", "Confirm-traffic-increase check rise passed", "Confirm-traffic-increase check rise passed", "Confirm-traffic-increase check rise passed", "Confirm-promotion check ship passed"],
            run.Said.Where(said => said.EndsWith(" passed", StringComparison.Ordinal)));
    }

    [Fact]
    public void RollbackHook_IsAskedOnceAnInterval()
    {
        var run = new GatedRun((HookType.Rollback, "stop")) { Answer = _ => false };
        run.For(TimeSpan.FromSeconds(19));

        Assert.Equal(2, run.Log.Count(each => each == "rollback stop"));
    }

    [Fact]
    public void RollbackHook_ThatSaysYes_RollsBack()
    {
        var run = new GatedRun((HookType.Rollback, "stop"), (PostRollout, "tell")) { Answer = hook => hook.Type is PostRollout };
        run.For(TimeSpan.FromSeconds(8));
        run.Answer = _ => true;
        run.For(TimeSpan.FromSeconds(12));

        Assert.Equal((RolloutPhase.Failed, Api.Reasons.RolloutReason.RolledBackByHook), (run.Phase, run.Seen.Status.Reason));
        Assert.Equal("post-rollout tell", run.Log[^1]);
    }

    [Fact]
    public void PostRolloutHook_ThatFails_IsSaidAndKeepsNoOtherFromBeingTold()
    {
        var run = new GatedRun((PostRollout, "one"), (PostRollout, "two")) { Answer = hook => hook.Name == "two" };
        run.For(TimeSpan.FromMinutes(2));

        Assert.Equal(["post-rollout one", "post-rollout two"], run.Log.Where(each => each.StartsWith("post", StringComparison.Ordinal)));
        Assert.Contains("Post-rollout hook one failed: HTTP 403", run.Said);
    }

    [Fact]
    public void PostRolloutHooks_AfterARestart_AreToldAgainAndNeverSkipped()
    {
        var run = new GatedRun((PostRollout, "tell")) { Answer = _ => null };
        run.For(TimeSpan.FromMinutes(2));
        run.Forget();
        run.Answer = _ => true;
        run.For(TimeSpan.FromSeconds(20));

        Assert.Equal("post-rollout tell", run.Log[^1]);
        Assert.Null(run.Seen.Status.Post);
    }

    [Fact]
    public void Ending_WithAlerts_StaysOnRecordUntilPeopleWereTold()
    {
        var run = new GatedRun();
        run.Seen = run.Seen with { Spec = run.Seen.Spec with { HasAlerts = true } };
        run.For(TimeSpan.FromMinutes(2));
        var ending = run.Seen.Status.Post;
        Assert.Equal((Some.Trial, "Succeeded"), (ending?.Version, ending?.Phase));
        Assert.Equal("Promoted", AlertRules.Again(run.Seen)?.Reason);

        run.Seen = run.Seen with { EndingTold = true };
        run.Tick();
        Assert.Null(run.Seen.Status.Post);
        Assert.Null(AlertRules.Again(run.Seen));
    }

    [Fact]
    public void Run_WithoutHooks_AsksNothing()
    {
        var run = new GatedRun().For(TimeSpan.FromMinutes(2));

        Assert.Equal("weight 10|weight 20|weight 0", string.Join('|', run.Log));
        Assert.Equal(RolloutPhase.Succeeded, run.Phase);
    }
}
