using CanaryMesh.Api.Names;
using CanaryMesh.Support;
using CanaryMesh.Support.Kubernetes;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.EndToEnd.Tests.Pods;

/// <summary>A pod's proxy as the process that it is.</summary>
internal static class ProxyProcess
{
    public static IReadOnlyList<int> Of(TestCluster cluster, Kubectl app, string pod)
    {
        var wanted = new[] { $"{ProxyEnvironment.PodName}={pod}", $"{ProxyEnvironment.PodNamespace}={app.Namespace}" };
        return [.. cluster.Processes("canarymesh-proxy").Where(each => wanted.All(ProcessTree.EnvironmentOf(each).Contains))];
    }

    /// <summary>Kills it as no process can prevent; false if the pod has none that runs.</summary>
    public static async Task<bool> KillAsync(TestCluster cluster, Kubectl app, string pod)
    {
        var found = Of(cluster, app, pod);
        foreach (var process in found)
        {
            await ProcessTree.SignalAsync(process, "KILL", CancellationToken.None);
        }
        return found.Count > 0;
    }
}
