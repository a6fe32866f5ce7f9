using System.Diagnostics;

namespace CanaryMesh.Cluster.Node;

/// <summary>A container that does nothing and takes nothing, until it is told to end.</summary>
internal sealed class IdleRun(ContainerPlan plan, Sandbox sandbox, TimeProvider time) : IContainerRun
{
    private readonly TaskCompletionSource<ContainerExit> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ContainerExit> Exited => exited.Task;

    public void Signal(PosixSignalNumber signal)
    {
        var code = signal == PosixSignalNumber.Kill ? 128 + (int)signal : 0;
        exited.TrySetResult(new ContainerExit(code, time.GetUtcNow()));
    }

    public Task<Process> EnterAsync(IReadOnlyList<string> command) => sandbox.RunAsync(plan.Environment, command);

    public async Task<ExecResult> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancel)
    {
        using var process = await EnterAsync(command).ConfigureAwait(false);
        return await ProcessOutput.ReadAsync(process, timeout, time, cancel).ConfigureAwait(false);
    }
}
