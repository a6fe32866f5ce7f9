namespace CanaryMesh.Cluster.Admission;

/// <summary>What the authorizer said.</summary>
internal sealed record AuthorizerAnswer(bool Allowed);
