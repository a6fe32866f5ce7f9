namespace CanaryMesh.Analyzer.Reconciling;

/// <summary>Delays after failures, and the limits of a tick.</summary>
internal sealed record QueueTiming
{
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan FirstAfterConflict { get; init; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan LongestAfterConflict { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Deadline of one tick.</summary>
    public TimeSpan TickDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a tick keeps other keys from its worker.</summary>
    public TimeSpan SlowAfter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Most ticks of one worker that go on beside it.</summary>
    public int MostSlow { get; init; } = 16;

    public int Workers { get; init; } = 16;
}
