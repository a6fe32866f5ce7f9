using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Alerts;

/// <summary>Every end of a rollout is told, once, with its numbers.</summary>
public class AlertRulesTests
{
    private static readonly Hook Gate = new(0, "gate", HookType.ConfirmPromotion, new(new Uri("http://gate/"), TimeSpan.FromSeconds(10), 0));

    [Fact]
    public void Rollback_IsAnErrorWithVersionAndNumbersAgainstLimits()
    {
        var seen = Some.OnTrial.Status(status => status with { FailedChecks = 2 });

        var alert = Assert.Single(Alerts(seen, seen.Plan(Verdict.Failed)));

        Assert.Equal((AlertSeverity.Error, "ChecksFailed", "web.shop"), (alert.Severity, alert.Reason, alert.Title));
        Assert.Equal("success rate 98 % is below 99 % at weight 20: failed checks reached the threshold of 3", alert.Text);
        Assert.Equal("bbbbbbbbbb", alert.Facts.Single(fact => fact.Name == "Version").Value);
        Assert.Equal("1 passed, 3 failed; 3 failed roll back", alert.Facts.Single(fact => fact.Name == "Checks").Value);
        Assert.Equal("20 % on trial, up to 50 %", alert.Facts.Single(fact => fact.Name == "Traffic").Value);
    }

    [Fact]
    public void Abort_IsAWarningThatSaysWho()
    {
        var seen = Some.OnTrial with { Command = Some.Command(CommandVerb.Abort) with { By = "alice", At = Some.Now } };

        var alert = Assert.Single(Alerts(seen, seen.Plan()));

        Assert.Equal(AlertSeverity.Warn, alert.Severity);
        Assert.StartsWith("alice aborted version", alert.Text, StringComparison.Ordinal);
        Assert.Contains(new AlertFact("Asked by", "alice"), alert.Facts);
    }

    [Theory]
    [InlineData(RolloutPhase.Finalising, AlertSeverity.Info)]
    [InlineData(RolloutPhase.Terminating, AlertSeverity.Info)]
    public void OtherEnds_AreInfo(RolloutPhase phase, AlertSeverity severity)
    {
        var seen = phase is RolloutPhase.Terminating
            ? Some.Of(phase) with { Steering = SteeringObservation.Off, Target = Some.Serving with { HasOurs = false }, SupportExists = false }
            : Some.Of(phase) with { Copy = null };

        Assert.Equal(severity, Assert.Single(Alerts(seen, seen.Plan())).Severity);
    }

    [Theory]
    [InlineData(false, AlertSeverity.Warn)]
    [InlineData(true, AlertSeverity.Error)]
    public void Hold_ThatLastsTooLong_IsToldOnceEitherWay(bool rollsBack, AlertSeverity severity)
    {
        var seen = Some.OnTrial.Status(status => status with { HeldSince = Some.Now.AddHours(-1), Reason = RolloutReason.NoData }) with { Spec = Some.Spec with { Hold = new(TimeSpan.FromMinutes(30), rollsBack) } };

        var alert = Assert.Single(Alerts(seen, seen.Plan(Verdict.Inconclusive)));

        Assert.Equal((severity, "HeldTooLong"), (alert.Severity, alert.Reason));
        Assert.Contains("held at weight 20 for 1 h", alert.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Trial_ThatBegins_IsInfo() => Assert.Equal(AlertSeverity.Info, Assert.Single(Alerts(Some.Held, Some.Held.Plan())).Severity);

    [Fact]
    public void Trial_ThatTakesThePlaceOfAnother_IsInfoToo()
    {
        var before = Some.OnTrial.Status(status => status with { Trial = "v1:another" });

        Assert.Equal(AlertSeverity.Info, Assert.Single(Alerts(before, new([], Some.OnTrial.Status, null))).Severity);
        Assert.Empty(Alerts(Some.OnTrial, new([], Some.OnTrial.Status, null)));
    }

    [Theory]
    [InlineData(RolloutPhase.Initialized)]
    [InlineData(RolloutPhase.Succeeded)]
    [InlineData(RolloutPhase.Failed)]
    [InlineData(RolloutPhase.Progressing)]
    [InlineData(RolloutPhase.Promoting)]
    public void OrdinaryTick_IsNoNews(RolloutPhase phase) => Assert.Empty(Alerts(Some.Of(phase), Some.Of(phase).Plan()));

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Gate_ThatCloses_IsAWarningOnceUnlessMuted(bool muted, int count)
    {
        var seen = Some.OnTrial with { Spec = Some.Spec with { Hooks = [Gate with { MuteAlert = muted }] } };
        var wait = new GateWait(HookType.ConfirmPromotion, Some.Trial, Some.Now, Some.Now);
        RolloutPlan closed = new([], seen.Status with { Gate = wait with { ClosedBy = "gate" }, Message = "weight 20 stays: HTTP 403" }, null);

        Assert.Equal(count, Alerts(seen.Status(status => status with { Gate = wait }), closed).Count);
        Assert.Empty(Alerts(seen with { Status = closed.Status }, closed));
    }

    [Fact]
    public void Promotion_ThatStalls_IsAnErrorOnce()
    {
        var stalled = Some.Promoting.Target(target => target with { Paused = false, Held = null, Stalled = true, TemplateHash = Some.Trial, RolledOut = false, UpdatedAvailable = 1 });
        var plan = stalled.Plan();

        Assert.Equal(RolloutReason.PromotionStalled, plan.Status.Reason);
        Assert.Equal(AlertSeverity.Error, Assert.Single(Alerts(stalled, plan)).Severity);
        Assert.Empty(Alerts(stalled with { Status = plan.Status }, plan));
    }

    [Theory]
    [InlineData(null, "Info Warn Error")]
    [InlineData("", "Info Warn Error")]
    [InlineData("info", "Info Warn Error")]
    [InlineData("warn", "Warn Error")]
    [InlineData("error", "Error")]
    public void Severity_ThatIsAskedFor_IsTheLeastThatIsSent(string? least, string sent) =>
        Assert.Equal(sent, string.Join(' ', Enum.GetValues<AlertSeverity>().Where(severity => AlertRules.Wants(least, severity))));

    private static List<Alert> Alerts(RolloutObservation seen, RolloutPlan plan) => [.. AlertRules.Of(seen, plan)];
}
