namespace CanaryMesh.Cluster.Node;

/// <summary>A container at one instant, as its status tells it.</summary>
internal sealed record ContainerView(string Name, string Image, ContainerKind Kind)
{
    public ContainerPhase Phase { get; init; } = new ContainerPhase.Waiting("ContainerCreating");

    public ContainerPhase.Terminated? Last { get; init; }

    public bool IsReady { get; init; }

    public bool IsStarted { get; init; }

    public int Restarts { get; init; }

    public string ImageId { get; init; } = "";

    public string ContainerId { get; init; } = "";

    public bool IsRunning => Phase is ContainerPhase.Running;

    public int? ExitCode => (Phase as ContainerPhase.Terminated)?.Code;

    /// <summary>An ordinary init container is done once it ended well, a sidecar once it has started.</summary>
    public bool IsInitialized => Kind == ContainerKind.Sidecar ? IsStarted : ExitCode == 0;

    /// <summary>Waiting; an end that was there goes to the last state.</summary>
    public ContainerView Wait(string reason, string? message) => this with
    {
        Phase = new ContainerPhase.Waiting(reason, message),
        Last = Phase as ContainerPhase.Terminated ?? Last,
        IsStarted = false,
        IsReady = false,
    };

    public ContainerView Run(string containerId, int restarts, DateTimeOffset now) => this with
    {
        Phase = new ContainerPhase.Running(now),
        Last = Phase as ContainerPhase.Terminated ?? Last,
        ContainerId = containerId,
        Restarts = restarts,
        IsStarted = false,
        IsReady = false,
    };

    public ContainerView End(int code, string reason, string? message, DateTimeOffset at) => this with
    {
        Phase = new ContainerPhase.Terminated(code, reason, message, (Phase as ContainerPhase.Running)?.Since ?? at, at, ContainerId),
        IsStarted = false,
        IsReady = Kind == ContainerKind.Init && code == 0,
    };
}
