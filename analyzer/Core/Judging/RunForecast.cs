using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>How far a run is from the proof of its step, and what it will have noticed by its end.</summary>
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

    /// <summary>What is known of the way to the proof, given what is left of it.</summary>
    public static Outlook OutlookOf(JudgeSettings settings, RunState state, double? left) =>
        left is not null ? Outlook.Foretold
        : settings.Unit is SplitUnit.User ? Outlook.UsersAreKept
        : state.Step is { HasBothSides: true, Weight: > 0 and < 100 } ? Outlook.Never
        : Outlook.NoRequestsYet;

    /// <summary>The smallest regression from the run's first request on that it notices, with what is <paramref name="ahead"/>; null where users
    /// are compared, and not requests.</summary>
    public static DetectionLimit? Limit(JudgeSettings settings, RunState state, IReadOnlyList<WeightedRequests> ahead)
    {
        if (settings.Unit is SplitUnit.User)
        {
            return null;
        }

        var seen = state.Strata.Select(stratum => new WeightedRequests(stratum.Weight / 100.0, stratum.Errors.CanaryRequests + stratum.Errors.PrimaryRequests));
        return DetectionLimit.Of(
            settings.Errors,
            [.. seen.Concat(ahead).Select(each => each with { Requests = each.Requests / settings.Burst })],
            Rate(state.Strata.Sum(stratum => stratum.Errors.PrimaryEvents), state.Strata.Sum(stratum => stratum.Errors.PrimaryRequests)),
            settings.Alpha);
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
