using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Admission;

/// <summary>A webhook that is to be called, and the version it wants to see.</summary>
internal sealed record WebhookMatch(Webhook Hook, ResourceKind SeenAs);
