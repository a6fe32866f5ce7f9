using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

public class DetectionNoticeTests
{
    private static readonly JudgeSettings Strict = new() { Mode = JudgeMode.Strict };

    [Fact]
    public void TrialThatCanNoticeLittle_SaysSoWithItsFirstWeight() => Assert.Equal(
        "web.shop: at 0.2 req/s and 10 to 50 % this 50-second canary will not notice even a version that fails every request; larger weights or longer steps notice more",
        Said(First(0.2)));

    [Fact]
    public void TrialThatCanNoticeEnough_SaysNothing() => Assert.Null(Said(First(500)));

    [Fact]
    public void TrialThatHasBegun_SaysNothingAgain() => Assert.Null(Said(First(0.2).Status(status => status with { FirstWeightAt = Some.Now.AddSeconds(-3), StepStartedAt = Some.Now.AddSeconds(-3) })));

    [Theory]
    [InlineData(JudgeMode.Off, SplitUnit.Request)]
    [InlineData(JudgeMode.Strict, SplitUnit.User)]
    public void TrialThatIsNotComparedByRequests_SaysNothing(JudgeMode mode, SplitUnit unit)
    {
        var seen = First(0.2);

        Assert.Null(Said(seen with { Spec = seen.Spec with { Judging = Strict with { Mode = mode, Unit = unit } } }));
    }

    [Fact]
    public void TargetWhoseTrafficIsNotKnown_SaysNothing() => Assert.Null(Said(First(0.2).Status(status => status with { Traffic = null })));

    private static RolloutObservation First(double perSecond) => (Some.OnTrial with { Spec = Some.Spec with { Judging = Strict } })
        .Status(status => status with { StepStartedAt = null, FirstWeightAt = null, Traffic = new(perSecond, 0, Some.Now) });

    private static string? Said(RolloutObservation seen) =>
        seen.Plan(Verdict.Passed).Actions.OfType<RolloutAction.Announce>().SingleOrDefault(each => each.Reason is RolloutReason.NoticesLittle)?.Message;
}
