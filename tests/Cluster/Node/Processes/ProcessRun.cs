using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CanaryMesh.Cluster.Node;

/// <summary>A container that is a process: the first one of its own PID namespace, so that nothing it started outlives it.</summary>
internal sealed class ProcessRun : IContainerRun
{
    private readonly ContainerPlan plan;
    private readonly Sandbox sandbox;
    private readonly TimeProvider time;
    private readonly int pid;
    private int outOfMemory;
    private int killed;

    private ProcessRun(ContainerPlan plan, Sandbox sandbox, TimeProvider time, Process wrapper, int pid)
    {
        this.plan = plan;
        this.sandbox = sandbox;
        this.time = time;
        this.pid = pid;
        Exited = WaitAsync(wrapper);
        if (plan.OutOfMemoryAfter is { } after)
        {
            _ = StarveAsync(after);
        }
    }

    public Task<ContainerExit> Exited { get; }

    /// <summary>The process on this machine; 0 if it ended at once.</summary>
    public int Pid => pid;

    public static async Task<ProcessRun> StartAsync(ContainerPlan plan, Sandbox sandbox, TimeProvider time)
    {
        if (sandbox.Obstacle is { } obstacle)
        {
            throw new StartFailedException(obstacle);
        }

        CheckProgram(plan);
        var wrapper = await sandbox.StartAsync(plan).ConfigureAwait(false);
        var said = new StringBuilder();
        while (await wrapper.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line == SandboxScript.Started)
            {
                return new ProcessRun(plan, sandbox, time, wrapper, ChildOf(wrapper.Id));
            }

            said.AppendLine(line);
        }

        said.Append(await wrapper.StandardError.ReadToEndAsync().ConfigureAwait(false));
        wrapper.Dispose();
        throw new StartFailedException($"failed to create container: {said.ToString().Trim()}");
    }

    public void Signal(PosixSignalNumber signal)
    {
        if (!Exited.IsCompleted && pid > 0)
        {
            Volatile.Write(ref killed, signal == PosixSignalNumber.Kill ? 1 : Volatile.Read(ref killed));
            SystemCalls.Kill(pid, signal);
        }
    }

    public Task<Process> EnterAsync(IReadOnlyList<string> command) => sandbox.EnterAsync(pid, plan.Environment, command);

    public async Task<ExecResult> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancel)
    {
        using var process = await EnterAsync(command).ConfigureAwait(false);
        return await ProcessOutput.ReadAsync(process, timeout, time, cancel).ConfigureAwait(false);
    }

    private static void CheckProgram(ContainerPlan plan)
    {
        var program = plan.Command[0];
        var mayComeWithMount = program.StartsWith('.') || plan.Mounts.Any(mount => program.StartsWith(mount.Target, StringComparison.Ordinal));
        if (!mayComeWithMount && HostTools.Find(program, plan.Environment.GetValueOrDefault("PATH", HostTools.SearchPath)) is null)
        {
            var where = program.Contains('/', StringComparison.Ordinal) ? $"stat {program}: no such file or directory" : "executable file not found in $PATH";
            throw new StartFailedException($"failed to create containerd task: exec: \"{program}\": {where}");
        }
    }

    private static int ChildOf(int wrapper)
    {
        try
        {
            var children = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{wrapper}/task/{wrapper}/children"));
            return children.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private async Task<ContainerExit> WaitAsync(Process wrapper)
    {
        await wrapper.WaitForExitAsync().ConfigureAwait(false);
        // Some versions of unshare cannot end as a killed child did: they complain and end with 1. The container's own words go to its log.
        var complained = (await wrapper.StandardError.ReadToEndAsync().ConfigureAwait(false)).Length > 0;
        var code = (Volatile.Read(ref killed) != 0 || complained) && wrapper.ExitCode == 1 ? 128 + (int)PosixSignalNumber.Kill : wrapper.ExitCode;
        var exit = new ContainerExit(code, time.GetUtcNow(), Volatile.Read(ref outOfMemory) != 0);
        wrapper.Dispose();
        return exit;
    }

    private async Task StarveAsync(TimeSpan after)
    {
        await Task.WhenAny(Task.Delay(after, time), Exited).ConfigureAwait(false);
        if (!Exited.IsCompleted)
        {
            Volatile.Write(ref outOfMemory, 1);
            Signal(PosixSignalNumber.Kill);
        }
    }
}
