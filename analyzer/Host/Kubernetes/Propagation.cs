namespace CanaryMesh.Analyzer.Kubernetes;

internal enum Propagation
{
    Background,
    Foreground,
    Orphan,
}
