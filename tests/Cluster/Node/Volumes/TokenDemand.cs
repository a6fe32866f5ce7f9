namespace CanaryMesh.Cluster.Node;

/// <summary>What a TokenRequest asks for: a token bound to a pod.</summary>
public sealed record TokenDemand(
    string Namespace, string ServiceAccount, string? Audience, long ExpirationSeconds, string PodName, string PodUid);
