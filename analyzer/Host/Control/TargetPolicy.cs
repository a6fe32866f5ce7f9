using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Control;

/// <summary>What all proxies of a workload are asked to do: whole and absolute.</summary>
internal sealed record TargetPolicy
{
    /// <summary>Short hash on trial; empty when none.</summary>
    public string CanaryVersion { get; init; } = "";

    /// <summary>Share of the split requests drawn to the canary, 0–100.</summary>
    public int CanaryWeight { get; init; }

    /// <summary>Share of the primary's requests of which the canary gets a copy, 0–100.</summary>
    public int MirrorWeight { get; init; }

    /// <summary>Who goes where before the weight is asked.</summary>
    public TrafficRules Traffic { get; init; } = new();

    /// <summary>What each proxy watches by itself; null: nothing.</summary>
    public GuardOrder? Guard { get; init; }

    public IReadOnlyList<CanaryEndpoint> Endpoints { get; init; } = [];

    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromSeconds(10);
}
