namespace CanaryMesh.Cluster.Node;

/// <summary>Ends a pod's containers: the main ones at once, then the sidecars, the last one first. Every hook begins at once.</summary>
internal static class PodStopping
{
    public static async Task StopAsync(IReadOnlyList<ContainerSupervisor> inits, IReadOnlyList<ContainerSupervisor> mains, StopClock clock)
    {
        var first = mains.Concat(inits.Where(init => init.Kind == ContainerKind.Init));
        var turn = Task.WhenAll(first.Select(supervisor => supervisor.StopAsync(clock, Task.CompletedTask)));
        foreach (var sidecar in inits.Where(init => init.Kind == ContainerKind.Sidecar).Reverse())
        {
            turn = Task.WhenAll(turn, sidecar.StopAsync(clock, turn));
        }

        await turn.ConfigureAwait(false);
    }
}
