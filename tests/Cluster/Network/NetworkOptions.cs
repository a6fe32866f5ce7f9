namespace CanaryMesh.Cluster.Network;

/// <summary>How Services are carried.</summary>
public sealed record NetworkOptions
{
    /// <summary>How long new connections still go to an endpoint after it was taken away, as in a cluster where nodes learn of it later.</summary>
    public TimeSpan RemovalDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
