using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Controllers.Garbage;

/// <summary>An object to look at: may it stay?</summary>
internal readonly record struct GarbageItem(GroupResource Kind, string? Namespace, string Name, string Uid);
