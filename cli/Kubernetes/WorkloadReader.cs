using CanaryMesh.Api.Names;
using CanaryMesh.Cli.Rollouts;
using k8s.Models;

namespace CanaryMesh.Cli.Kubernetes;

internal static class WorkloadReader
{
    internal static WorkloadFacts Read(V1Deployment deployment) => new(
        deployment.Metadata.Name,
        deployment.Spec.Replicas ?? 1,
        deployment.Status?.ReadyReplicas ?? 0,
        deployment.Metadata.Annotations?.ContainsKey(AnnotationNames.Held) is true,
        [.. deployment.Spec.Template.Spec.Containers
            .Where(container => container.Name is not Installation.ProxyContainer)
            .Select(container => container.Image)]);
}
