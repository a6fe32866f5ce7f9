using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Core.Tests.Judging;

internal static class Heard
{
    public static readonly JudgeSettings Strict = new() { Mode = JudgeMode.Strict, Pace = Pace.Proof, SharedCause = SharedCause.Hold };
    public static readonly JudgeSettings Flagger = new() { Mode = JudgeMode.Strict, Pace = Pace.Clock, SharedCause = SharedCause.Blame };

    public static readonly StepClock Tick = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), IsTick: true);
    public static readonly StepClock Between = new(TimeSpan.FromSeconds(12), TimeSpan.FromMinutes(1), IsTick: false);

    public static Voices At(StepClock clock, Verdict? checks, ComparisonVoice comparison, int failedBefore = 0, bool primaryFails = false) =>
        new(new(checks) { FailedBefore = failedBefore, Threshold = 5, PrimaryFailsToo = primaryFails }, comparison, clock);
}
