using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>What the Deployment controller works with.</summary>
internal sealed record DeploymentBench(IClusterApi Api, TimeProvider Time, EventRecorder Events, Claim Claim)
{
    public Mistakes Mistakes { get; init; } = Mistakes.None;

    public static Identity Actor { get; } = Identity.ServiceAccount("kube-system", "deployment-controller");
}
