namespace CanaryMesh.Cluster.Discovery;

/// <summary>A subresource as discovery lists it.</summary>
internal sealed record SubresourceEntry(string Name, string Group, string Version, string Kind, string[] Verbs);
