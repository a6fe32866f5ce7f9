using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Node;

/// <summary>What the node knows of a pod at one instant.</summary>
internal sealed record PodSnapshot(PodPhase Phase, bool IsInitialized, string? PodIp, string HostIp, DateTimeOffset Started, IReadOnlyList<ContainerView> Views)
{
    public string? Reason { get; init; }

    public string? Message { get; init; }

    public JsonArray Statuses(bool init) =>
        [.. Views.Where(view => (view.Kind != ContainerKind.Main) == init).Select(ContainerStatusText.Write)];
}
