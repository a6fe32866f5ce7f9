namespace CanaryMesh.Cluster.Node;

/// <summary>A file or folder of this machine at a path of a container.</summary>
internal sealed record ContainerMount(string Source, string Target, bool ReadOnly);
