namespace CanaryMesh.Support;

/// <summary>Lets few things start at a time in one process of tests: dozens of processes that start at once starve two cores for so long that probes,
/// and the requests that are counted, time out.</summary>
internal static class StartGate
{
    private static readonly SemaphoreSlim Clusters = new(1);
    private static readonly SemaphoreSlim Apps = new(3);

    /// <summary>A cluster, or the parts of ours in it.</summary>
    public static Task<T> ClusterAsync<T>(Func<Task<T>> startAsync, CancellationToken cancel) => RunAsync(Clusters, startAsync, cancel);

    /// <summary>Pods of an app: the first ones, or those that a rolling update brings at onboarding.</summary>
    public static Task<T> AppAsync<T>(Func<Task<T>> startAsync, CancellationToken cancel) => RunAsync(Apps, startAsync, cancel);

    private static async Task<T> RunAsync<T>(SemaphoreSlim places, Func<Task<T>> startAsync, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        try
        {
            return await startAsync();
        }
        finally
        {
            places.Release();
        }
    }
}
