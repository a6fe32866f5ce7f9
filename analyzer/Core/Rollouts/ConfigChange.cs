namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>The configuration that the target's pods use is not the one that its plan names.</summary>
public sealed record ConfigChange
{
    /// <summary>Hash of the target's template with the present configuration.</summary>
    public required string Hash { get; init; }

    /// <summary>What changed, e.g. "ConfigMap web-settings".</summary>
    public required string What { get; init; }

    /// <summary>How long until it counts as settled; zero if it does.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>An object in a snapshot's place that is somebody else's; null if none.</summary>
    public string? Foreign { get; init; }
}
