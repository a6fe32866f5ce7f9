namespace CanaryMesh.Cluster.Access;

/// <summary>Allowed and by what, or denied and what went wrong on the way.</summary>
internal sealed record AccessDecision(bool Allowed, string Reason);
