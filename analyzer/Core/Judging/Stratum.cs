namespace CanaryMesh.Analyzer.Judging;

/// <summary>All that was counted at one weight: what intervals and suspicion are made of.</summary>
public sealed record Stratum(int Weight)
{
    /// <summary>Errors and the exposures to them.</summary>
    public Sums Errors { get; init; } = new();

    /// <summary>Slow successes by level, and the exposures to them.</summary>
    public IReadOnlyList<Sums> Slow { get; init; } = [];

    /// <summary>Requests drawn to the canary.</summary>
    public long DrawnCanary { get; init; }

    /// <summary>Requests drawn to the primary.</summary>
    public long DrawnPrimary { get; init; }
}
