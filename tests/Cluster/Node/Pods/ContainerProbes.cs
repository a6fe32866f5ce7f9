using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>The probes of one run of a container: liveness and readiness begin once it has started.</summary>
internal sealed class ContainerProbes(PodContext pod, V1Container container, ContainerKind kind, ContainerCell cell, Func<V1Probe, Task> kill)
    : IProbeListener, IDisposable
{
    private readonly CancellationTokenSource all = new();
    private readonly CancellationTokenSource deadly = new();
    private ProbeTarget? target;

    public void Start(ProbeTarget on)
    {
        target = on;
        if (container.StartupProbe is { } startup)
        {
            Begin(ProbeKind.Startup, startup, deadly.Token);
        }
        else
        {
            Started();
        }
    }

    /// <summary>A pod that ends is not restarted by its probes; its readiness still counts.</summary>
    public void StopDeadly() => deadly.Cancel();

    public void Failed(ProbeKind kindOfProbe, string message) =>
        pod.Services.Events.Warning(pod.Subject(container, kind), "Unhealthy", $"{kindOfProbe} probe failed: {message}");

    public void Decided(ProbeKind kindOfProbe, bool succeeded, V1Probe probe)
    {
        switch (kindOfProbe)
        {
            case ProbeKind.Readiness:
                cell.Change(view => view with { IsReady = succeeded && view.IsRunning });
                break;
            case ProbeKind.Startup when succeeded:
                Started();
                break;
            case ProbeKind.Startup or ProbeKind.Liveness when !succeeded:
                var word = kindOfProbe == ProbeKind.Startup ? "startup" : "liveness";
                pod.Services.Events.Normal(pod.Subject(container, kind), "Killing", $"Container {container.Name} failed {word} probe, will be restarted");
                _ = kill(probe);
                break;
        }
    }

    public void Dispose()
    {
        deadly.Cancel();
        all.Cancel();
        deadly.Dispose();
        all.Dispose();
    }

    private void Started()
    {
        cell.Change(view => view with
        {
            IsStarted = view.IsRunning,
            IsReady = view.IsRunning && kind != ContainerKind.Init && container.ReadinessProbe is null,
        });
        if (container.LivenessProbe is { } liveness)
        {
            Begin(ProbeKind.Liveness, liveness, deadly.Token);
        }

        if (container.ReadinessProbe is { } readiness)
        {
            Begin(ProbeKind.Readiness, readiness, all.Token);
        }
    }

    private void Begin(ProbeKind kindOfProbe, V1Probe probe, CancellationToken cancel)
    {
        var loop = new ProbeLoop(kindOfProbe, probe, pod.Services.Handlers, pod.Services.Time, this);
        _ = loop.RunAsync(target!, cancel);
    }
}
