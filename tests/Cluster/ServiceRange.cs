using System.Net;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Network;

namespace CanaryMesh.Cluster;

/// <summary>Cluster IPs out of a range of loopback addresses.</summary>
internal sealed class ServiceRange(LoopbackRange range, TimeProvider time) : IClusterAddresses
{
    private readonly AddressPool pool = new(range, TimeSpan.FromSeconds(30), time);

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
