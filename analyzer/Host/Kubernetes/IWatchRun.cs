namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>What keeps a cache fresh as long as it runs.</summary>
internal interface IWatchRun
{
    /// <summary>Runs until asked to stop; nothing else ends it.</summary>
    Task RunAsync(CancellationToken stop);
}
