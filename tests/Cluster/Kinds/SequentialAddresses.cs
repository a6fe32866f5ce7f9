using System.Net;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>10.96.0.10 and onward, for a cluster without a network.</summary>
internal sealed class SequentialAddresses : IClusterAddresses
{
    private readonly HashSet<string> taken = [];
    private readonly Lock gate = new();
    private int next = 10;

    public string Allocate()
    {
        lock (gate)
        {
            string address;
            do
            {
                next++;
                address = new IPAddress([10, 96, (byte)(next >> 8), (byte)next]).ToString();
            }
            while (!taken.Add(address));
            return address;
        }
    }

    public bool TryReserve(string address)
    {
        lock (gate)
        {
            return address.StartsWith("10.96.", StringComparison.Ordinal) && taken.Add(address);
        }
    }

    public void Release(string address)
    {
        lock (gate)
        {
            taken.Remove(address);
        }
    }
}
