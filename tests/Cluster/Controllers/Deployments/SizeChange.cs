namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>A ReplicaSet and the size it gets.</summary>
internal sealed record SizeChange(ReplicaSetState Set, int Size);
