namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>How a rollout ended, for those who are still to be told.</summary>
public sealed record CanaryEnding : Extensible
{
    /// <summary>Hash of the version.</summary>
    public required string Version { get; init; }

    /// <summary>Succeeded or Failed.</summary>
    public required string Phase { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset Time { get; init; }
}
