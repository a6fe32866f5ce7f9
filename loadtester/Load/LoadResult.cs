namespace CanaryMesh.LoadTester.Load;

/// <summary>What a run came to. Times are those of requests that were answered, counted from the moment each was due.</summary>
internal sealed record LoadResult
{
    /// <summary>The shares whose times are known.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99];

    public required TimeSpan Elapsed { get; init; }

    public required long Sent { get; init; }

    /// <summary>Due in the run's time, but all senders were still busy.</summary>
    public required long NotSent { get; init; }

    public required IReadOnlyDictionary<LoadOutcome, long> Outcomes { get; init; }

    public required IReadOnlyDictionary<int, long> Statuses { get; init; }

    public required IReadOnlyDictionary<string, long> Faults { get; init; }

    public required long Bytes { get; init; }

    public required TimeSpan Fastest { get; init; }

    public required TimeSpan Slowest { get; init; }

    public required TimeSpan Average { get; init; }

    public required IReadOnlyDictionary<double, TimeSpan> Quantiles { get; init; }

    public long Answered => Statuses.Values.Sum();

    public double PerSecond => Elapsed > TimeSpan.Zero ? Sent / Elapsed.TotalSeconds : 0;

    public double SuccessPercent => Sent > 0 ? 100.0 * Of(LoadOutcome.Ok) / Sent : 0;

    public long Of(LoadOutcome outcome) => Outcomes.GetValueOrDefault(outcome);
}
