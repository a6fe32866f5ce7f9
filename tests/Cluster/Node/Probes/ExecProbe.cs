using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>A command in the container that ends with 0 is success.</summary>
internal static class ExecProbe
{
    public static async Task<ProbeOutcome> RunAsync(V1ExecAction action, ProbeTarget target, TimeSpan timeout, CancellationToken cancel)
    {
        var result = await target.Run.ExecAsync([.. action.Command ?? []], timeout, cancel).ConfigureAwait(false);
        return result.Code == 0 ? ProbeOutcome.Success : ProbeOutcome.Failure(result.Output.Trim());
    }
}
