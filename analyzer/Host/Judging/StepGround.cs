using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>On which ground the next step would be taken at this look: proof, once the step is old enough, or the clock; null where neither is
/// there, something stands against it, or the clock alone paces.</summary>
internal static class StepGround
{
    public static Decision? Of(JudgeSettings settings, RolloutObservation seen, Decision decision, ComparisonReading reading, bool isTick)
    {
        if (settings is not { Mode: JudgeMode.Strict, Pace: Pace.Proof } || decision.Ruling >= Ruling.Hold)
        {
            return null;
        }

        var isProven = reading.Voice is ComparisonVoice.Proven && seen.ObservedAt - seen.Status.StepStartedAt >= settings.Dwell;
        return isProven ? new(Ruling.Advance, [RulingReason.ShownSafe])
            : isTick ? new(Ruling.Advance, [RulingReason.NotShownBad])
            : null;
    }
}
