namespace CanaryMesh.Cluster.Node;

/// <summary>A condition before its times are known.</summary>
internal sealed record PodCondition(string Type, bool IsTrue, string? Reason = null, string? Message = null);
