namespace CanaryMesh.Cluster.Network;

/// <summary>Where the API server gets the cluster IPs of Services from.</summary>
public interface IClusterIpAllocator
{
    /// <summary>The range in CIDR notation, as messages about addresses name it.</summary>
    string Cidr { get; }

    string Allocate();

    /// <summary>Takes an address a Service asks for; false if it is outside the range or taken.</summary>
    bool TryReserve(string address);

    void Release(string address);
}
