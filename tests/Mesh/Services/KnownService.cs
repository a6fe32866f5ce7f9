namespace CanaryMesh.Mesh.Services;

/// <summary>A Service and where it leads.</summary>
internal sealed record KnownService(string Name, string Namespace, string? ClusterIp, IReadOnlyList<ServicePort> Ports)
{
    /// <summary>By its number; where none is named, the only one, or that at which the request came in.</summary>
    public ServicePort? Port(int? named, int entered) =>
        named is null && Ports is [var only] ? only : Ports.FirstOrDefault(port => port.Number == (named ?? entered));
}
