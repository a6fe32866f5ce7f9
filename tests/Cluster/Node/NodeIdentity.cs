using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Node;

/// <summary>Who a node is to the API server.</summary>
internal static class NodeIdentity
{
    public static Identity Of(string node) => new($"system:node:{node}", ["system:nodes", "system:authenticated"]);
}
