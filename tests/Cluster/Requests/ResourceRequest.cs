using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Requests;

/// <summary>A request on one kind: what it is about and who asks.</summary>
internal sealed record ResourceRequest(ResourceKind Kind, string? Namespace, string? Name, string? Subresource, Identity Actor, WriteOptions Options);
