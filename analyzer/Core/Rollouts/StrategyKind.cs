namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>How a version comes to its users.</summary>
public enum StrategyKind
{
    /// <summary>A share that climbs.</summary>
    Canary,

    /// <summary>Requests that match, and nobody else.</summary>
    AbTest,

    /// <summary>Nobody, then everybody.</summary>
    BlueGreen,
}
