namespace CanaryMesh.Analyzer.Leadership;

/// <summary>How long a Lease holds, how long a leader may fail to renew it, and how often anyone tries.</summary>
internal sealed record LeaseTiming
{
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);
}
