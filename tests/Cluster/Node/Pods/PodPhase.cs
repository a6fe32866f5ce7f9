namespace CanaryMesh.Cluster.Node;

internal enum PodPhase
{
    Pending,
    Running,
    Succeeded,
    Failed,
}
