using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>The longest a pod may be active.</summary>
internal static class PodDeadline
{
    public static PodEnding Ending { get; } =
        new(PodPhase.Failed, "DeadlineExceeded", "Pod was active on the node longer than the specified deadline");

    /// <summary>Completes at the deadline, if there is one.</summary>
    public static async Task WaitAsync(V1Pod pod, TimeProvider time, CancellationToken cancel)
    {
        var limit = pod.Spec.ActiveDeadlineSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan;
        await Task.Delay(limit, time, cancel).ConfigureAwait(false);
    }
}
