namespace CanaryMesh.Cluster.Node;

/// <summary>How a further command in a container ended, and what it said.</summary>
internal sealed record ExecResult(int Code, string Output);
