namespace CanaryMesh.Cluster.Node;

/// <summary>The conditions a kubelet reports.</summary>
internal static class PodConditions
{
    /// <summary>All of a pod's own conditions; gates are the readiness gates with the status found in the pod, null where it has none.</summary>
    public static IReadOnlyList<PodCondition> Of(
        PodPhase phase, bool hasSandbox, bool isInitialized, IReadOnlyList<ContainerView> views, IReadOnlyList<KeyValuePair<string, string?>> gates)
    {
        var containers = ContainersReady(phase, isInitialized, views);
        return
        [
            new("PodReadyToStartContainers", hasSandbox && !phase.IsOver()),
            Initialized(phase, isInitialized, views),
            containers.IsTrue ? Gated(gates) : containers with { Type = "Ready" },
            containers,
            new("PodScheduled", true),
        ];
    }

    private static PodCondition Initialized(PodPhase phase, bool isInitialized, IReadOnlyList<ContainerView> views)
    {
        if (phase == PodPhase.Succeeded)
        {
            return new("Initialized", true, "PodCompleted");
        }

        var incomplete = views.Where(view => view.Kind != ContainerKind.Main && !view.IsInitialized).Select(view => view.Name).ToList();
        return isInitialized || phase.IsOver() || incomplete.Count == 0
            ? new("Initialized", true)
            : new("Initialized", false, "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', incomplete)}]");
    }

    private static PodCondition ContainersReady(PodPhase phase, bool isInitialized, IReadOnlyList<ContainerView> views)
    {
        if (phase.IsOver())
        {
            return new("ContainersReady", false, phase == PodPhase.Succeeded ? "PodCompleted" : "PodFailed");
        }

        var unready = views.Where(view => view.Kind != ContainerKind.Init && !view.IsReady).Select(view => view.Name).ToList();
        return unready.Count == 0 && isInitialized
            ? new("ContainersReady", true)
            : new("ContainersReady", false, "ContainersNotReady", $"containers with unready status: [{string.Join(' ', unready)}]");
    }

    private static PodCondition Gated(IReadOnlyList<KeyValuePair<string, string?>> gates)
    {
        var closed = gates.Where(gate => gate.Value != "True").Select(gate =>
            $"corresponding condition of pod readiness gate \"{gate.Key}\" {(gate.Value is null ? "does not exist: not" : "is not")} \"True\".").ToList();
        return closed.Count == 0 ? new("Ready", true) : new("Ready", false, "ReadinessGatesNotReady", string.Join("; ", closed));
    }
}
