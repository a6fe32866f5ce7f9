using System.Net;

namespace CanaryMesh.Cluster.Api;

/// <summary>Where a Service can be reached from the API server.</summary>
public interface IServiceResolver
{
    /// <summary>A ready endpoint of the Service's port; null if there is none.</summary>
    IPEndPoint? Resolve(string @namespace, string name, int port);
}
