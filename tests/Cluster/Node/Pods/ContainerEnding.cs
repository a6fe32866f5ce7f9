namespace CanaryMesh.Cluster.Node;

/// <summary>A container of a pod that is over neither waits nor is ready.</summary>
internal static class ContainerEnding
{
    private const int Lost = 137;

    public static ContainerView Settle(ContainerView view) => view.Phase switch
    {
        ContainerPhase.Waiting when view.Last is { } last => view with { Phase = last, Last = null },
        ContainerPhase.Waiting when view.Kind != ContainerKind.Init => view with
        {
            Phase = new ContainerPhase.Terminated(
                Lost, "ContainerStatusUnknown", "The container could not be located when the pod was terminated", null, null, ""),
        },
        _ => view,
    };
}
