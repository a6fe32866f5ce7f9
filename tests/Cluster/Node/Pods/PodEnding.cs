namespace CanaryMesh.Cluster.Node;

/// <summary>What a pod that has ended says of itself.</summary>
internal sealed record PodEnding(PodPhase Phase, string? Reason = null, string? Message = null);
