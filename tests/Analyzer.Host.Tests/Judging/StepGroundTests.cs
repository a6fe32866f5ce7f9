using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

public sealed class StepGroundTests
{
    private static readonly JudgeSettings Paced = new() { Mode = JudgeMode.Strict, Pace = Pace.Proof };

    [Theory]
    [InlineData(ComparisonVoice.Proven, 10, false, Ruling.Stay, RulingReason.ShownSafe)]
    [InlineData(ComparisonVoice.Proven, 9, false, Ruling.Stay, null)]
    [InlineData(ComparisonVoice.Proven, 60, true, Ruling.Stay, RulingReason.ShownSafe)]
    [InlineData(ComparisonVoice.Unknown, 60, true, Ruling.Stay, RulingReason.NotShownBad)]
    [InlineData(ComparisonVoice.Unknown, 60, false, Ruling.Stay, null)]
    [InlineData(ComparisonVoice.Proven, 60, true, Ruling.Hold, null)]
    public void Ground_OfAStep_IsProofOnceItIsOldEnough_ElseTheClock(ComparisonVoice voice, int seconds, bool isTick, Ruling ruling, RulingReason? ground) =>
        Assert.Equal(ground, Of(Paced, voice, seconds, isTick, ruling));

    [Theory]
    [InlineData(JudgeMode.Advisory, Pace.Proof)]
    [InlineData(JudgeMode.Strict, Pace.Clock)]
    public void Step_ThatTheClockAlonePaces_HasNoGroundToName(JudgeMode mode, Pace pace) =>
        Assert.Null(Of(Paced with { Mode = mode, Pace = pace }, ComparisonVoice.Proven, 60, true, Ruling.Stay));

    private static RulingReason? Of(JudgeSettings settings, ComparisonVoice voice, int seconds, bool isTick, Ruling ruling)
    {
        var seen = AppliedWorld.Create().Seen;
        seen = seen with { Status = seen.Status with { StepStartedAt = seen.ObservedAt.AddSeconds(-seconds) } };
        return StepGround.Of(settings, seen, new(ruling, [RulingReason.StepRunning]), new(voice, 0, []), isTick)?.Reason;
    }
}
