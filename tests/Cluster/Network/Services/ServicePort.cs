using System.Net;

namespace CanaryMesh.Cluster.Network;

/// <summary>One port of a Service with the endpoints behind it.</summary>
internal sealed record ServicePort(string Namespace, string Service, string Name, int Port, string? ClusterIp, IReadOnlyList<IPEndPoint> Endpoints)
{
    public bool IsHeadless => ClusterIp is null;
}
