namespace CanaryMesh.Analyzer.Control;

/// <summary>What all proxies of a workload are asked to do: whole and absolute.</summary>
internal sealed record TargetPolicy
{
    /// <summary>Short hash on trial; empty when none.</summary>
    public string CanaryVersion { get; init; } = "";

    /// <summary>Share of the split requests drawn to the canary, 0–100.</summary>
    public int CanaryWeight { get; init; }

    public IReadOnlyList<CanaryEndpoint> Endpoints { get; init; } = [];

    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromSeconds(10);
}
