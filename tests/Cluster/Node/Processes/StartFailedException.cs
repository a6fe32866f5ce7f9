namespace CanaryMesh.Cluster.Node;

/// <summary>A container's process could not be started at all.</summary>
internal sealed class StartFailedException(string message) : Exception(message);
