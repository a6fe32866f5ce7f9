using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using static CanaryMesh.Analyzer.Analysis.Verdict;
using Reason = CanaryMesh.Api.Reasons.RolloutReason;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

/// <summary>A Canary that is changed in mid-run: nothing jumps, and nothing begins anew without a word.</summary>
public class SpecChangeTests
{
    private static readonly TrafficRules Lanes = new() { Lanes = [new([new(LaneSource.Header, "x", LaneTest.Present, "")])] };

    public static TheoryData<SpecChangeRow> Rows =>
    [
        new("weights without the present one", 20, spec => spec with { Steps = new(1, 100, [5, 30, 60]) }, Passed, "weight 30", Reason.WaitingForWeight),
        new("weights without the present one", 20, spec => spec with { Steps = new(1, 100, [5, 30, 60]) }, Inconclusive, "weight 20", Reason.NoData),
        new("weights that all are smaller", 20, spec => spec with { Steps = new(1, 100, [5, 10]) }, Passed, "weight 10", Reason.WaitingForWeight),
        new("a larger step", 20, spec => spec with { Steps = new(25, 50, []) }, Passed, "weight 25", Reason.WaitingForWeight),
        new("a maximum below the weight", 50, spec => spec with { Steps = new(10, 30, []) }, Passed, "weight 30", Reason.WaitingForWeight),
        new("a maximum below the weight", 50, spec => spec with { Steps = new(10, 30, []) }, Inconclusive, "weight 30", Reason.WaitingForWeight),
        new("a maximum below the weight", 50, spec => spec with { Steps = new(10, 30, []) }, Failed, "weight 50", Reason.CheckFailed),
        new("a maximum of the weight", 20, spec => spec with { Steps = new(10, 20, []) }, Passed, "weight 20", Reason.Promoting, RolloutPhase.Promoting),
        new("a larger maximum", 50, spec => spec with { Steps = new(10, 80, []) }, Passed, "weight 60", Reason.WaitingForWeight),
        new("a longer interval", 20, spec => spec with { Interval = TimeSpan.FromMinutes(1) }, Passed, "weight 20", Reason.Analysing),
        new("a shorter interval", 20, spec => spec with { Interval = TimeSpan.FromSeconds(3) }, Passed, "weight 30", Reason.WaitingForWeight),
        new("no metrics", 20, spec => spec with { Checks = [] }, Passed, "weight 30", Reason.WaitingForWeight),
        new("another metric, without data yet", 20, spec => spec with { Checks = [.. spec.Checks, spec.Checks[0] with { Name = "other" }] }, Inconclusive, "weight 20", Reason.NoData),
        new("a rollout hook", 20, spec => With(spec, HookType.Rollout), Passed, "weight 20", Reason.WaitingForGate),
        new("a gate of the weight", 20, spec => With(spec, HookType.ConfirmTrafficIncrease), Passed, "weight 20", Reason.WaitingForGate),
        new("a gate of the promotion", 20, spec => With(spec, HookType.ConfirmPromotion), Passed, "weight 30", Reason.WaitingForWeight),
        new("a gate of the promotion", 50, spec => With(spec, HookType.ConfirmPromotion), Passed, "weight 50", Reason.WaitingForGate),
        new("a gate that lies behind", 20, spec => With(spec, HookType.ConfirmRollout), Passed, "weight 30", Reason.WaitingForWeight),
        new("a test that lies behind", 20, spec => With(spec, HookType.PreRollout), Passed, "weight 30", Reason.WaitingForWeight),
        new("a threshold of what has failed", 20, spec => spec with { Threshold = 1, GivenThreshold = 1 }, Passed, "weight 30", Reason.WaitingForWeight),
        new("a threshold of what has failed", 20, spec => spec with { Threshold = 1, GivenThreshold = 1 }, Failed, "RecordDecision, weight 0, MarkFailed", Reason.ChecksFailed, RolloutPhase.Failed),
        new("iterations", 20, spec => spec with { Iterations = 9 }, Passed, "weight 30", Reason.WaitingForWeight),
        new("iterations", 50, spec => spec with { Iterations = 9 }, Passed, "weight 50", Reason.ChecksPassed),
        new("copies of requests", 20, spec => spec with { ChecksAtZero = 1, MirrorWeight = 50 }, Passed, "weight 30", Reason.WaitingForWeight),
        new("lanes beside the weights", 20, spec => spec with { Traffic = Lanes }, Passed, "weight 30", Reason.WaitingForWeight),
        new("A/B", 20, AbTest, Passed, "weight 0", Reason.AnalysisRestarted),
        new("A/B", 20, AbTest, Failed, "weight 0", Reason.AnalysisRestarted),
        new("blue/green", 20, BlueGreen, Passed, "weight 0", Reason.AnalysisRestarted),
        new("blue/green without a share", 20, spec => BlueGreen(spec) with { Steps = new(1, 0, []) }, Passed, "weight 0", Reason.AnalysisRestarted),
    ];

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void Change_InMidRun_IsAsTheTableSays(SpecChangeRow row)
    {
        var seen = (Some.OnTrial with { Routes = Some.At(row.Weight) }).Status(status => status with { Weight = row.Weight, FailedChecks = 1, Strategy = StrategyKind.Canary });

        var plan = (seen with { Spec = row.Change(seen.Spec) }).Plan(row.Verdict);

        Assert.Equal((row.Phase, row.Reason, row.Does), (plan.Status.Phase, plan.Status.Reason, plan.Words()));
    }

    [Theory]
    [InlineData(StrategyKind.AbTest, 100, "its strategy was changed from a/b to canary", 10)]
    [InlineData(StrategyKind.BlueGreen, 0, "its strategy was changed from blue/green to canary", 10)]
    [InlineData(StrategyKind.BlueGreen, 100, "its strategy was changed from blue/green to canary", 10)]
    public void Weights_InsteadOfAnotherStrategy_BeginAtTheFirstOneAndSaySo(StrategyKind before, int weight, string why, int first)
    {
        var seen = (Some.OnTrial with { Routes = Some.At(weight) }).Status(status => status with { Weight = weight, Strategy = before, FailedChecks = 2 });

        var plan = seen.Plan(Passed);
        var next = (seen with { Status = plan.Status, Routes = Some.At(0) }).Plan();

        Assert.Equal((0, 0, 0), (plan.Weight(), plan.Status.FailedChecks, plan.Status.PassedChecks));
        Assert.EndsWith(why, plan.Only<RolloutAction.Announce>().Message, StringComparison.Ordinal);
        Assert.Equal((first, StrategyKind.Canary), (next.Weight(), next.Status.Strategy));
    }

    [Fact]
    public void Strategy_OfARunThatIsOver_IsNoChange() =>
        Assert.Equal("weight 0", Some.Idle.Status(status => status with { Strategy = StrategyKind.AbTest }).Plan().Words());

    [Fact]
    public void Strategy_ChangedWhileTheTargetIsUnheld_TakesTheTrafficOffFirst()
    {
        var seen = Some.OnTrial.Status(status => status with { Strategy = StrategyKind.AbTest }).Target(target => target with { Paused = false });

        Assert.Equal("weight 0", seen.Plan().Words());
    }

    [Fact]
    public void Lowered_WeightIsLookedAtForAWholeInterval()
    {
        var seen = (Some.OnTrial with { Routes = Some.At(50), Spec = Some.Spec with { Steps = new(10, 30, []) } }).Status(status => status with { Weight = 50 });

        var lowered = seen.Plan(Passed);
        var applied = (seen with { Status = lowered.Status, Routes = Some.At(30) }).Plan();

        Assert.Equal((30, (DateTimeOffset?)null, 1), (lowered.Status.Weight, lowered.Status.StepStartedAt, lowered.Status.PassedChecks));
        Assert.Equal((Some.Now, Some.Interval), (applied.Status.StepStartedAt!.Value, applied.LookAgainAfter!.Value));
    }

    private static RolloutSpec With(RolloutSpec spec, HookType type) =>
        spec with { Hooks = [new(0, "new", type, new(new("http://new.shop/"), TimeSpan.FromSeconds(10), 0))] };

    private static RolloutSpec AbTest(RolloutSpec spec) => spec with { Steps = new(100, 100, []), Iterations = 3, Traffic = Lanes with { LanesOnly = true } };

    private static RolloutSpec BlueGreen(RolloutSpec spec) => spec with { Steps = new(100, 100, []), Iterations = 3, ChecksAtZero = 3 };
}
