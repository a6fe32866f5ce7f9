using CanaryMesh.Load;
using CanaryMesh.Support;
using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Demo.Story;

/// <summary>What every chapter plays on.</summary>
internal sealed record Stage(TestCluster Cluster, CanaryWatch Canary, LoadGenerator Load, Chronicle Chronicle, TimeProvider Clock)
{
    public Task KubectlAsync(CancellationToken cancel, params string[] arguments)
    {
        Chronicle.Note($"$ kubectl {string.Join(' ', arguments)}");
        return Cluster.Kubectl.RunAsync(cancel, arguments);
    }
}
