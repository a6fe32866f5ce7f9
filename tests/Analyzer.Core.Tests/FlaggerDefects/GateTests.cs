using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Gates;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;
using static CanaryMesh.Analyzer.Gates.HookType;

namespace CanaryMesh.Analyzer.Core.Tests.FlaggerDefects;

/// <summary>Hooks that Flagger ignores or repeats, numbers it does not show, alerts it does not send. Tests are named after its defects.</summary>
public class GateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, RolloutObservation> Late = new(StringComparer.Ordinal)
    {
        ["no pod at the first weight"] = (Some.OnTrial with { Routes = Some.At(0), Copy = Some.OnTrial.Copy! with { Ready = 0 } }).Status(status => status with { Weight = 0, StepStartedAt = null, TrialStartedAt = Some.Now - Long - Long }),
        ["no room for the next weight"] = Some.OnTrial.Copy(copy => copy with { Ready = 1 }).Status(status => status with { StepStartedAt = Some.Now.AddMinutes(-11) }),
        ["no pod any more"] = Some.OnTrial.Copy(copy => copy with { Ready = 0 }).Status(status => status with { StepStartedAt = Some.Now.AddMinutes(-11) }),
        ["the whole trial"] = Some.OnTrial with { Spec = Some.Spec with { AnalysisTimeout = TimeSpan.FromSeconds(30) } },
    };

    public static TheoryData<string> Deadlines => [.. Late.Keys];

    [Theory]
    [MemberData(nameof(Deadlines))]
    public void FB03_RollbackAtADeadline_IsAnAlert(string deadline)
    {
        var seen = Late[deadline];
        var plan = seen.Plan(Verdict.Passed);

        Assert.True(plan.Status is { Phase: RolloutPhase.Failed, Reason: RolloutReason.ReadinessDeadlineExceeded or RolloutReason.AnalysisTimedOut }, $"{plan.Status.Phase} {plan.Status.Reason}");
        Assert.Equal(AlertSeverity.Error, Assert.Single(AlertRules.Of(seen, plan)).Severity);
    }

    [Fact]
    public void FB04_RollbackHookWhileAVersionWaitsToBegin_RollsBack()
    {
        var run = Closed(ConfirmRollout, (Rollback, "stop"));
        run.For(TimeSpan.FromSeconds(30));
        Assert.Equal("Waiting", run.Word);
        run.Answer = hook => hook.Type is Rollback;
        run.For(TimeSpan.FromSeconds(12));

        Assert.Equal((RolloutPhase.Failed, RolloutReason.RolledBackByHook, Some.Trial), (run.Phase, run.Seen.Status.Reason, run.Seen.Status.Refused));
    }

    [Fact]
    public void FB11_PromotionThatWaits_ShowsItsWeightAndItsChecks()
    {
        var run = Closed(ConfirmPromotion);
        run.For(Long);

        Assert.Equal(("WaitingPromotion", 20, 20), (run.Word, run.Seen.Status.Weight, run.Seen.Weight));
        Assert.InRange(run.Seen.Status.PassedChecks, 1, int.MaxValue);
    }

    [Fact]
    public void FB35_GateBeforeTheFirstWeight_IsToldOnceAndRepeatsNoTest()
    {
        var run = Closed(ConfirmTrafficIncrease, (PreRollout, "accept"));
        var alerts = new List<Alert>();
        for (var tick = 0; tick < 300; tick++)
        {
            var seen = run.Seen;
            alerts.AddRange(AlertRules.Of(seen, run.Tick()));
            run.Seen = run.Seen with { ObservedAt = run.Seen.ObservedAt + TimeSpan.FromSeconds(1) };
        }

        Assert.Equal([AlertSeverity.Info, AlertSeverity.Warn], alerts.Select(alert => alert.Severity));
        Assert.Single(run.Log, each => each == "pre-rollout accept");
        Assert.Single(run.Said, said => said.Contains("waiting for approval gate", StringComparison.Ordinal));
        Assert.InRange(run.Log.Count(each => each == "confirm-traffic-increase gate"), 20, 31);
    }

    private static GatedRun Closed(HookType type, params (HookType, string)[] others) =>
        new([(type, "gate"), .. others]) { Answer = hook => hook.Name != "gate" && hook.Type is not Rollback };
}
