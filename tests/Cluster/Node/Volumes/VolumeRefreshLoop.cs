namespace CanaryMesh.Cluster.Node;

/// <summary>Keeps a pod's volumes up to date.</summary>
internal static class VolumeRefreshLoop
{
    public static async Task RunAsync(PodContext pod, PodVolumes volumes, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(pod.Services.Options.VolumeRefresh, pod.Services.Time, cancel).ConfigureAwait(false);
                await RefreshAsync(pod, volumes, cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The pod has ended.
        }
    }

    private static async Task RefreshAsync(PodContext pod, PodVolumes volumes, CancellationToken cancel)
    {
        try
        {
            await volumes.RefreshAsync(pod.Pod, cancel).ConfigureAwait(false);
        }
        catch (NotYetException missing)
        {
            // What was written stays.
            NodeLog.Refused(pod.Services.Log, pod.FullName, missing.Message);
        }
        catch (IOException gone)
        {
            NodeLog.Refused(pod.Services.Log, pod.FullName, gone.Message);
        }
    }
}
