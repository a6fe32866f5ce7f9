using CanaryMesh.Analyzer.Comparison;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>A run's state and evidence to what a look found.</summary>
internal static class RunReading
{
    public static ComparisonReading Of(JudgeSettings settings, RunState state, RunEvidence evidence)
    {
        var metrics = evidence.Metrics();
        var together = Merging.LogValue(metrics);
        return new(Voice(settings, state, evidence, together), together, [.. metrics.Select((metric, index) => Reading(metric, index, evidence))])
        {
            IsSplitAlarm = state.IsSplitAlarm,
            Chance = state.Chance,
            Causes = Merging.Causes(metrics, -Math.Log(settings.Alpha)),
        };
    }

    private static MetricReading Reading(MetricEvidence metric, int index, RunEvidence evidence)
    {
        var proof = index == 0 ? 0 : index - Measures.FirstProven;
        return new(metric.Name, metric.Share, metric.LogValue) { LogProof = index == 0 || proof > 0 ? evidence.Proofs[proof].LogValue : null };
    }

    private static ComparisonVoice Voice(JudgeSettings settings, RunState state, RunEvidence evidence, double together) =>
        state.WorseAt is not null ? ComparisonVoice.Worse
        : together >= Math.Log(settings.Suspicion) || state.Chance < settings.Doubt ? ComparisonVoice.Suspicious
        : state.Step is not { Weight: > 0 and < 100 } step ? ComparisonVoice.Unknown
        // Kept users are drawn once: that nobody is drawn on a side does not say that it has no requests.
        : !step.HasBothSides && settings.Unit is not SplitUnit.User ? ComparisonVoice.Silent
        : evidence.Proofs.All(proof => proof.LogValue >= Math.Log(settings.ProofLevel)) ? ComparisonVoice.Proven
        : ComparisonVoice.Unknown;
}
