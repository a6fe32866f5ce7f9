namespace CanaryMesh.Analyzer.Control;

/// <summary>What was asked of a workload's proxies and what they say, at one instant.</summary>
internal sealed record BoardObservation
{
    public static BoardObservation Nothing { get; } = new();

    /// <summary>Policy asked for; None before the first of this term.</summary>
    public PolicyId Asked { get; init; }

    public TargetPolicy? Policy { get; init; }

    public IReadOnlyList<ProxyObservation> Proxies { get; init; } = [];

    public IReadOnlyList<SideCounts> Counts { get; init; } = [];

    /// <summary>Newest last.</summary>
    public IReadOnlyList<FailedSample> Samples { get; init; } = [];
}
