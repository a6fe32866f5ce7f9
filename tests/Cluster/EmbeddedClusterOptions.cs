namespace CanaryMesh.Cluster;

/// <summary>How an embedded cluster is to run.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>Where pods' folders and logs are kept.</summary>
    public required string StateFolder { get; init; }

    /// <summary>JSON: what running an image means; null: containers do nothing.</summary>
    public string? ImageMap { get; init; }

    /// <summary>Port of the API server; 0 takes a free one.</summary>
    public int Port { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
