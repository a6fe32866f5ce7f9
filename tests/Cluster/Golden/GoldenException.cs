namespace CanaryMesh.Cluster.Golden;

/// <summary>A record that does not match.</summary>
public sealed class GoldenException(string difference) : Exception(difference);
