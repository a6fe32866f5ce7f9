using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Node;

namespace CanaryMesh.Cluster;

/// <summary>The node's logs, for the API server.</summary>
internal sealed class NodeLogSource(LocalNode node) : INodeLogs
{
    public Task<Stream?> ReadAsync(string @namespace, string pod, string container, bool follow, int? tail, bool previous, CancellationToken cancel) =>
        node.ReadAsync(@namespace, pod, container, follow, tail, previous, cancel);
}
