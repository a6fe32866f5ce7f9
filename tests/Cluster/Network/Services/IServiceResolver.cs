using System.Net;

namespace CanaryMesh.Cluster.Network;

/// <summary>Finds an endpoint of a Service, for those who call Services by name.</summary>
public interface IServiceResolver
{
    /// <summary>A ready endpoint of the Service's port; null if there is none.</summary>
    IPEndPoint? Resolve(string @namespace, string service, int port);
}
