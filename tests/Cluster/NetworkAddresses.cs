using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Network;

namespace CanaryMesh.Cluster;

/// <summary>The network's addresses for the API server's Services.</summary>
internal sealed class NetworkAddresses(ClusterIpAllocator allocator) : IClusterAddresses
{
    public string Allocate() => allocator.Allocate();

    public bool TryReserve(string address) => allocator.TryReserve(address);

    public void Release(string address) => allocator.Release(address);
}
