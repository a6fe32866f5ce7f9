namespace CanaryMesh.Analyzer.Leadership;

/// <summary>How long a Lease holds, how long a leader may fail to renew it, and how often anyone tries. A standby sees the last renewal at most
/// one retry late and acts when the Lease runs out: a dead leader is followed within Duration + Retry. Between RenewDeadline, when the fence
/// falls, and Duration lies the time that a write on its way may take.</summary>
internal sealed record LeaseTiming
{
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(7);

    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);
}
