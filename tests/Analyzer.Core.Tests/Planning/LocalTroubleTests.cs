using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

public class LocalTroubleTests
{
    private static readonly LoneAlarm Alarm = new("web-7", 5, 0, 120, Some.Now);

    [Fact]
    public void LoneAlarm_IsToldByEventAndWarningWithItsCounts()
    {
        var seen = Seen(Alarm);
        var plan = seen.Plan(Verdict.Passed);

        var said = Assert.Single(plan.Actions.OfType<RolloutAction.Announce>(), each => each.Reason is RolloutReason.LocalTrouble);
        Assert.True(said.Warning);
        Assert.Contains("only the proxy of pod web-7 keeps the new version out: 5 of its requests failed there, 0 on the primary, of 120 in all", said.Message, StringComparison.Ordinal);
        var alert = Assert.Single(AlertRules.Of(seen, plan), each => each.Reason == nameof(RolloutReason.LocalTrouble));
        Assert.Equal((AlertSeverity.Warn, said.Message), (alert.Severity, alert.Text));
        Assert.Equal(Seen().Plan(Verdict.Passed).Status, plan.Status);
    }

    [Fact]
    public void NoLoneAlarm_IsToldNobody() =>
        Assert.DoesNotContain(Seen().Plan(Verdict.Passed).Actions.OfType<RolloutAction.Announce>(), each => each.Reason is RolloutReason.LocalTrouble);

    private static RolloutObservation Seen(params LoneAlarm[] lone) =>
        Some.OnTrial with { Comparison = new(Ruling.Stay, RulingReason.StepRunning, "") { Lone = lone } };
}
