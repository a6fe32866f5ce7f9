namespace CanaryMesh.Cluster.Api;

/// <summary>Where the cluster IPs of Services come from.</summary>
public interface IClusterAddresses
{
    string Allocate();

    /// <summary>Takes an address a Service asks for; false if it is outside the range or taken.</summary>
    bool TryReserve(string address);

    void Release(string address);
}
