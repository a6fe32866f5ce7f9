namespace CanaryMesh.Analyzer.Kubernetes;

internal enum WatchEnd
{
    /// <summary>Ended as streams do: go on from the last version.</summary>
    Ended,

    /// <summary>Nobody seems to be there, or the server refused for now: go on from the last version after a while.</summary>
    Failed,

    /// <summary>Something may have been missed: list again.</summary>
    Doubt,
}
