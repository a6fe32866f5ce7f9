using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>How far a run is from the proof of its step.</summary>
internal static class RunForecast
{
    // The first few requests of a canary say little of the next ones: until there are more, it is foretold to be as everybody is.
    private const double Few = 2000;

    /// <summary>Canary requests until shown not worse, roughly; 0 if it is, null if it would never be as it looks now. The slowest proof decides;
    /// users are not requests, so of them nothing is foretold.</summary>
    public static double? RequestsLeft(JudgeSettings settings, RunState state, RunEvidence evidence)
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
