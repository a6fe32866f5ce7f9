namespace CanaryMesh.Cluster.Node;

internal enum ProbeKind
{
    Startup,
    Liveness,
    Readiness,
}
