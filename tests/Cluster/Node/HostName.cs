namespace CanaryMesh.Cluster.Node;

/// <summary>A Service's name and an address it stands for.</summary>
public sealed record HostName(string Namespace, string Service, string Address);
