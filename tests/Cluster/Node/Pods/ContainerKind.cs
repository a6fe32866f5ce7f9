namespace CanaryMesh.Cluster.Node;

internal enum ContainerKind
{
    Init,
    Sidecar,
    Main,
}
