namespace CanaryMesh.Cluster.Api;

/// <summary>The node's side of pods/log.</summary>
public interface INodeLogs
{
    /// <summary>The log of a container as it is now, and with follow until it ends. Null if the container was never started.</summary>
    Task<Stream?> ReadAsync(string @namespace, string pod, string container, bool follow, int? tail, bool previous, CancellationToken cancel);
}
