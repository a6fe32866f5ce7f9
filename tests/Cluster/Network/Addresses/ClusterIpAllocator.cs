using System.Net;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Network;

/// <summary>Cluster IPs out of a loopback range.</summary>
public sealed class ClusterIpAllocator(LoopbackRange range, TimeProvider time) : IClusterAddresses
{
    private readonly AddressPool pool = new(range, TimeSpan.FromSeconds(10), time);

    public string Allocate() => pool.Take().ToString();

    public bool TryReserve(string address) => IPAddress.TryParse(address, out var parsed) && pool.TryTake(parsed);

    public void Release(string address)
    {
        if (IPAddress.TryParse(address, out var parsed))
        {
            pool.Return(parsed);
        }
    }
}
