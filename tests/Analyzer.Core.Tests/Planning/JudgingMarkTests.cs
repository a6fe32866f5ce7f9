using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

public class JudgingMarkTests
{
    private static readonly Meter Read = new(1, 4.6, 0.5, 3);

    [Fact]
    public void Meter_OfARunningTrial_IsKept()
    {
        var plan = Compared(Ruling.Stay).Plan(Verdict.Passed);

        Assert.Equal((Ruling.Stay, Read), plan.Status.Judging is { } kept ? (kept.Ruling, kept.Meter) : default);
    }

    [Fact]
    public void Meter_OfATrialThatEnds_GoesWithIt() => Assert.Null(Compared(Ruling.RollBack).Plan(Verdict.Passed).Status.Judging);

    [Fact]
    public void Traffic_ThatWasCounted_IsKeptUntilThereIsNewer()
    {
        UsualTraffic before = new(10, 0, Some.Now), now = new(20, 0, Some.Now);
        var seen = Some.Idle.Status(status => status with { Traffic = before });

        Assert.Equal(before, seen.Plan(Verdict.Passed).Status.Traffic);
        Assert.Equal(now, (seen with { Usual = now }).Plan(Verdict.Passed).Status.Traffic);
    }

    [Fact]
    public void Steps_OfAPlan_AreItsWeightsAndTheRestOfItsIterations() => Assert.Equal(
        [new PlannedStep(20, Some.Interval), new(40, Some.Interval), new(50, Some.Interval), new(50, 2 * Some.Interval)],
        StepsAhead.Of(Some.Spec with { Steps = new(20, 50, []), Iterations = 5 }));

    [Fact]
    public void Steps_StillAhead_BeginWithWhatIsLeftOfThePresentOne() => Assert.Equal(
        [new PlannedStep(20, Some.Interval - TimeSpan.FromSeconds(4)), new(30, Some.Interval), new(40, Some.Interval), new(50, Some.Interval)],
        StepsAhead.Of(Some.OnTrial.Status(status => status with { StepStartedAt = Some.Now.AddSeconds(-4) })));

    private static RolloutObservation Compared(Ruling ruling) => Some.OnTrial with { Comparison = new(ruling, RulingReason.Comparison, "why") { Meter = Read } };
}
