namespace CanaryMesh.Analyzer.Kubernetes;

internal enum PatchKind
{
    Merge,
    Json,
    Strategic,
    Apply,
}
