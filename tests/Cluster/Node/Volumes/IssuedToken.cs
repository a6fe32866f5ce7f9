namespace CanaryMesh.Cluster.Node;

/// <summary>A token of a ServiceAccount, as its TokenRequest was answered.</summary>
public sealed record IssuedToken(string Token, DateTimeOffset Expires);
