using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Names;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What a run has counted of one metric to what people are told of it.</summary>
public static class Findings
{
    /// <summary>Of a metric as a reading names it, over the whole trial; against the margin of proof if that was asked.</summary>
    public static Finding Of(JudgeSettings settings, RunState state, string metric, string canary, string primary, bool isProof = false)
    {
        var level = Measures.Levels.Select(each => each.Name).ToList().IndexOf(metric);
        var sums = state.Strata.Select(stratum => level < 0 ? stratum.Errors : stratum.Slow.ElementAtOrDefault(level) ?? new()).ToList();
        var all = sums.Aggregate(new Sums(), (left, right) => left.Plus(right));
        var margin = isProof ? settings.Proof : level < 0 ? settings.Errors : settings.Latency;
        return new(Event(settings, state, level), Side(canary, all.CanaryEvents, all.CanaryRequests), Side(primary, all.PrimaryEvents, all.PrimaryRequests), margin)
        {
            RatioLow = RatioInterval.Of([.. sums.Select(each => new ComparedBlock(each.X, each.Y, each.A, each.B))]).Low,
        };
    }

    /// <summary>Of every metric that was compared in a trial, errors first; none where nothing was counted.</summary>
    public static IReadOnlyList<Finding> All(JudgeSettings settings, RunState state, string canary, string primary) => state.Strata.Count == 0
        ? []
        : [.. Measures.Levels.Where((_, level) => state.Strata.Any(stratum => stratum.Slow.ElementAtOrDefault(level) is { CanaryRequests: > 0 }))
            .Select(level => level.Name).Prepend(Measures.Errors).Select(metric => Of(settings, state, metric, canary, primary))];

    private static SideFigures Side(string name, long events, long requests)
    {
        var interval = RateInterval.Of(events, requests);
        return new(name, events, requests, interval.Low, interval.High);
    }

    // The canary's requests are held to a limit that is higher by what is tolerated: who counts after us must know both.
    private static string Event(JudgeSettings settings, RunState state, int level)
    {
        if (level < 0)
        {
            return "failed";
        }

        var (quantile, name) = Measures.Levels[level];
        return LatencyLimit.Choose([.. state.Past], quantile) is { } limit && state.Past.Count == FineLatencyBuckets.Count
            ? $"were slower than the usual {name} ({Bound(limit)} ms, {Bound(limit + FineShift.Of(limit, settings.LatencyShift, settings.LatencyFloor))} ms tolerated)"
            : $"were slower than the usual {name}";
    }

    private static string Bound(int bucket) =>
        Figures.Milliseconds(FineLatencyBuckets.BoundsMicroseconds[Math.Min(bucket, FineLatencyBuckets.Count - 2)] / 1000.0);
}
