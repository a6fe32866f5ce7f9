namespace CanaryMesh.Cluster.Node;

/// <summary>One of a container's three states.</summary>
internal abstract record ContainerPhase
{
    public sealed record Waiting(string Reason, string? Message = null) : ContainerPhase;

    public sealed record Running(DateTimeOffset Since) : ContainerPhase;

    public sealed record Terminated(
        int Code, string Reason, string? Message, DateTimeOffset? Since, DateTimeOffset? At, string ContainerId) : ContainerPhase;
}
