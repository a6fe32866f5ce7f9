namespace CanaryMesh.Cluster.Node;

/// <summary>How a container ended.</summary>
internal sealed record ContainerExit(int Code, DateTimeOffset At, bool OutOfMemory = false);
