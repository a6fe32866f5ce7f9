namespace CanaryMesh.Analyzer.Kubernetes;

internal enum WatchEventKind
{
    Changed,
    Deleted,
    Bookmark,

    /// <summary>The server's own ERROR event, or a line that cannot be understood: something may have been missed.</summary>
    Doubt,
}
