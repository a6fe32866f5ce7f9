using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Simulation;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.FlaggerDefects;

/// <summary>Weights that jump, stand still or fall in Flagger. Tests are named after its defects.</summary>
public class WeightTests
{
    private static readonly Dictionary<string, Func<RolloutSpec, RolloutSpec>> Edits = new(StringComparer.Ordinal)
    {
        ["interval"] = spec => spec with { Interval = TimeSpan.FromMinutes(5) },
        ["threshold"] = spec => spec with { Threshold = 10 },
        ["stepWeight"] = spec => spec with { Steps = new(7, 50, []) },
        ["stepWeights"] = spec => spec with { Steps = new(0, 100, [5, 15, 80]) },
        ["iterations"] = spec => spec with { Iterations = 40 },
        ["mirror"] = spec => spec with { MirrorWeight = 50, ChecksAtZero = 1 },
        ["match"] = spec => spec with { Traffic = new() { Lanes = [new([new(LaneSource.Header, "x-canary", LaneTest.Exact, "yes")])] } },
        ["sessionAffinity"] = spec => spec with { Traffic = new() { Affinity = new("side", 60, null, 60, "") } },
        ["metrics"] = spec => spec with { Checks = [] },
        ["timeout"] = spec => spec with { AnalysisTimeout = TimeSpan.FromHours(1) },
    };

    public static TheoryData<string> EditedMembers => [.. Edits.Keys];

    [Fact]
    public void FB07_WeightedTrialWithAMirror_ComesToItsEnd()
    {
        var cluster = new SimulatedCluster { Spec = Some.Spec with { MirrorWeight = 50, ChecksAtZero = 1 } };
        Assert.True(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Initialized));
        cluster.Target.Apply("v1:good-a", isHeld: true);

        Assert.True(cluster.RunUntil(each => each.Recorded.Phase is RolloutPhase.Succeeded, ticks: 120), $"{cluster.Recorded}");
    }

    [Theory]
    [InlineData(20, 25)]
    [InlineData(7, 25)]
    [InlineData(26, 60)]
    [InlineData(59, 60)]
    public void FB08_WeightThatIsNotInTheList_RisesToTheNextLarger(int weight, int next) => Assert.Equal(next, Listed(weight).Plan(Verdict.Passed).Weight());

    [Theory]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(90)]
    public void FB08_WeightAtOrAboveTheWholeList_IsTheLastAndNeverAHundred(int weight) => Assert.Equal(60, Listed(weight).Plan(Verdict.Passed).Weight());

    [Theory]
    [MemberData(nameof(EditedMembers))]
    public void FB09_SpecThatIsEditedInMidTrial_LeavesTheWeightAsItIs(string member)
    {
        var edited = Some.OnTrial with { Spec = Edits[member](Some.Spec) };

        foreach (var seen in new[] { edited, edited.Status(status => status with { StepStartedAt = Some.Now.AddSeconds(-1) }), edited.Status(status => status with { StepStartedAt = null }) })
        {
            var plan = seen.Plan(Verdict.Inconclusive);

            Assert.Equal((RolloutPhase.Progressing, 20, 20, Some.Trial), (plan.Status.Phase, plan.Status.Weight, plan.Weight(), plan.Status.Trial));
        }
    }

    [Fact]
    public void FB09_MaximumThatIsLoweredInMidTrial_IsTheWeightThatIsLeft() =>
        Assert.Equal(10, (Some.OnTrial with { Spec = Some.Spec with { Steps = new(5, 10, []) } }).Plan(Verdict.Inconclusive).Weight());

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void FB28_PromotionByStepsWithTheShareGone_ComesToItsEnd(int minutes)
    {
        var rolled = Some.Promoting with { Spec = Some.Spec with { StepWeightPromotion = 20 }, Target = Some.Finalising.Target, Routes = Some.At(0), ObservedAt = Some.Now.AddMinutes(minutes) };

        Assert.Equal(RolloutPhase.Finalising, rolled.Status(status => status with { Weight = 0 }).Plan().Status.Phase);
    }

    private static RolloutObservation Listed(int weight) =>
        (Some.OnTrial with { Spec = Some.Spec with { Steps = new(0, 100, [5, 25, 60]) }, Routes = Some.At(weight) }).Status(status => status with { Weight = weight });
}
