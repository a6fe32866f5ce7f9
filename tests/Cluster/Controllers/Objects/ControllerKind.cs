using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>A kind whose objects control others, as references to it are written.</summary>
internal sealed record ControllerKind(GroupResource Resource, string ApiVersion, string Kind)
{
    public static ControllerKind Deployment { get; } = new(Resources.Deployments, "apps/v1", "Deployment");

    public static ControllerKind ReplicaSet { get; } = new(Resources.ReplicaSets, "apps/v1", "ReplicaSet");

    public static ControllerKind Pod { get; } = new(Resources.Pods, "v1", "Pod");

    public static ControllerKind Job { get; } = new(Resources.Jobs, "batch/v1", "Job");
}
