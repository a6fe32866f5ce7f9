using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>A run's state and evidence to what a look found.</summary>
internal static class RunReading
{
    // The first few requests of a canary say little of the next ones: until there are more, it is foretold to be as everybody is.
    private const double Few = 500;

    public static ComparisonReading Of(JudgeSettings settings, RunState state, RunEvidence evidence)
    {
        var metrics = evidence.Metrics();
        var together = Merging.LogValue(metrics);
        return new(Voice(settings, state, evidence, together), together, [.. metrics.Select((metric, index) => Reading(metric, index, evidence))])
        {
            IsSplitAlarm = state.IsSplitAlarm,
            Chance = state.Chance,
            RequestsLeft = RequestsLeft(settings, state, evidence),
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
        : state.Step is not { HasBothSides: true } ? ComparisonVoice.Silent
        : evidence.Proofs.All(proof => proof.LogValue >= Math.Log(settings.ProofLevel)) ? ComparisonVoice.Proven
        : ComparisonVoice.Unknown;

    // The slowest proof decides. Users are not requests: of them nothing is foretold.
    private static double? RequestsLeft(JudgeSettings settings, RunState state, RunEvidence evidence)
    {
        if (settings.Unit is SplitUnit.User || state.Step is not { HasBothSides: true, Weight: > 0 and < 100 } step)
        {
            return null;
        }

        var left = evidence.Proofs.Select((proof, index) => Left(settings, step, proof, index)).Max() * settings.Burst;
        return double.IsFinite(left) ? left : null;
    }

    private static double Left(JudgeSettings settings, StepState step, Evidence proof, int index)
    {
        var seen = step.Seen.ElementAtOrDefault(index) ?? new();
        var primary = Rate(seen.PrimaryEvents, seen.PrimaryRequests);
        var both = Rate(seen.CanaryEvents + seen.PrimaryEvents, seen.CanaryRequests + seen.PrimaryRequests);
        var canary = (seen.CanaryEvents + (Few * both)) / (seen.CanaryRequests + Few);
        return Forecast.RequestsUntil(Math.Log(settings.ProofLevel), proof, step.Weight / 100.0, canary, primary);
    }

    private static double Rate(long events, long requests) => requests == 0 ? 0 : (double)events / requests;
}
