using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>Ends one run of a container: its hook, its turn, SIGTERM, and SIGKILL when time is up.</summary>
internal static class ContainerStopping
{
    // However short the time, a container gets this long after SIGTERM.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    public static async Task StopAsync(PodContext pod, V1Container container, ContainerKind kind, IContainerRun run, StopClock clock, Task turn)
    {
        if (container.Lifecycle?.PreStop is { } hook && clock.Left > TimeSpan.Zero)
        {
            await HookAsync(pod, container, kind, hook, run, clock).ConfigureAwait(false);
        }

        await clock.WaitAsync(Task.WhenAny(turn, run.Exited)).ConfigureAwait(false);
        run.Signal(StopSignal.Of(container.Lifecycle?.StopSignal));
        await Task.WhenAny(run.Exited, Task.Delay(Least, pod.Services.Time)).ConfigureAwait(false);
        await clock.WaitAsync(run.Exited).ConfigureAwait(false);
        run.Signal(PosixSignalNumber.Kill);
        await run.Exited.ConfigureAwait(false);
    }

    private static async Task HookAsync(
        PodContext pod, V1Container container, ContainerKind kind, V1LifecycleHandler hook, IContainerRun run, StopClock clock)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(clock.Expired);
        var target = new ProbeTarget(container, pod.Ip, run);
        var attempt = pod.Services.Handlers.RunAsync(Handler.Of(hook), target, HandlerRunner.HookAgent, clock.Left + Least, over.Token);
        await Task.WhenAny(attempt, run.Exited).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        try
        {
            var outcome = await attempt.ConfigureAwait(false);
            if (!outcome.Succeeded)
            {
                pod.Services.Events.Warning(pod.Subject(container, kind), "FailedPreStopHook", $"PreStopHook failed: {outcome.Message}");
            }
        }
        catch (OperationCanceledException)
        {
            // Time was up, or the container ended first.
        }
    }
}
