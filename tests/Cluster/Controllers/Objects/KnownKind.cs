using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>A kind that objects of the cluster may have.</summary>
internal sealed record KnownKind(GroupResource Resource, string Kind, bool Namespaced);
