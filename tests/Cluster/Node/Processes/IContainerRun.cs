using System.Diagnostics;

namespace CanaryMesh.Cluster.Node;

/// <summary>One run of a container, from its start to its end.</summary>
internal interface IContainerRun
{
    Task<ContainerExit> Exited { get; }

    void Signal(PosixSignalNumber signal);

    /// <summary>Starts a further command in the container, for the caller to end.</summary>
    Task<Process> EnterAsync(IReadOnlyList<string> command);

    /// <summary>Runs a further command in the container; an expired timeout is a <see cref="TimeoutException"/>.</summary>
    Task<ExecResult> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancel);
}
