namespace CanaryMesh.Analyzer.Kubernetes;

internal enum WatchChangeType
{
    Added,
    Modified,
    Deleted,
}
