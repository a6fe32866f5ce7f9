using System.Diagnostics;
using System.Security.Cryptography;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>Keeps one container running as its pod's policy says.</summary>
internal sealed class ContainerSupervisor(PodContext pod, V1Container container, ContainerKind kind, ContainerView initial)
{
    private static readonly TimeSpan HookLimit = TimeSpan.FromMinutes(10);

    private readonly NodeServices services = pod.Services;
    private volatile IContainerRun? active;
    private volatile ContainerProbes? probes;

    public ContainerKind Kind => kind;

    public string Name => container.Name;

    public ContainerCell Cell { get; } = new(initial, pod.Changed);

    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>The number of the latest run; -1 before the first.</summary>
    public int LogRun { get; private set; } = -1;

    public string LogFile(int run) => ContainerPlanner.LogFile(pod, Name, run);

    /// <summary>Whether nothing more will be written by this run.</summary>
    public bool IsRunOver(int run) => run < LogRun || active is not { Exited.IsCompleted: false };

    /// <summary>Starts a further command in the run there is; null if there is none.</summary>
    public Task<Process>? EnterAsync(IReadOnlyList<string> command) => active is { Exited.IsCompleted: false } run ? run.EnterAsync(command) : null;

    public void Start() => Completion = RunAsync();

    /// <summary>Ends the run there is, if any; the pod must not start another one meanwhile unless it should.</summary>
    public async Task StopAsync(StopClock clock, Task turn)
    {
        if (active is { } run && !run.Exited.IsCompleted)
        {
            probes?.StopDeadly();
            services.Events.Normal(pod.Subject(container, kind), "Killing", $"Stopping container {Name}");
            await ContainerStopping.StopAsync(pod, container, kind, run, clock, turn).ConfigureAwait(false);
        }
    }

    public void Kill() => active?.Signal(PosixSignalNumber.Kill);

    private async Task RunAsync()
    {
        var cancel = pod.Stopping.Token;
        var delay = new CrashDelay(services.Options.CrashDelay, services.Options.CrashDelayLimit);
        var preparation = new ContainerPreparation(pod, container, kind, Cell);
        try
        {
            for (var restarts = 0; ; restarts++)
            {
                var plan = await preparation.PrepareAsync(restarts, cancel).ConfigureAwait(false);
                var began = services.Time.GetUtcNow();
                var code = await RunOnceAsync(plan, restarts).ConfigureAwait(false);
                if (cancel.IsCancellationRequested || !RestartRule.Restarts(kind, pod.Pod.Spec.RestartPolicy ?? "Always", code))
                {
                    return;
                }

                await BackOffAsync(delay.Next(services.Time.GetUtcNow() - began), cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The pod ends.
        }
    }

    private async Task<int> RunOnceAsync(ContainerPlan plan, int restarts)
    {
        if (await StartAsync(plan, restarts).ConfigureAwait(false) is not { } run)
        {
            return StartError;
        }

        using var watching = new ContainerProbes(pod, container, kind, Cell, KillForAsync);
        probes = watching;
        if (await PostStartAsync(run).ConfigureAwait(false))
        {
            watching.Start(new ProbeTarget(container, pod.Ip, run));
        }

        var exit = await run.Exited.ConfigureAwait(false);
        probes = null;
        NodeLog.Ended(services.Log, pod.FullName, Name, exit.Code);
        var reason = exit.OutOfMemory ? "OOMKilled" : exit.Code == 0 ? "Completed" : "Error";
        Cell.Change(view => view.End(exit.Code, reason, TerminationMessage.Read(container, plan, exit.Code), exit.At));
        return exit.Code;
    }

    private const int StartError = 128;

    private async Task<IContainerRun?> StartAsync(ContainerPlan plan, int restarts)
    {
        var id = $"containerd://{RandomNumberGenerator.GetHexString(64, lowercase: true)}";
        try
        {
            IContainerRun run = plan.Command.Count == 0
                ? new IdleRun(plan, services.Sandbox, services.Time)
                : await ProcessRun.StartAsync(plan, services.Sandbox, services.Time).ConfigureAwait(false);
            active = run;
            LogRun = restarts;
            services.Events.Normal(pod.Subject(container, kind), "Created", $"Container created");
            services.Events.Normal(pod.Subject(container, kind), "Started", $"Container started");
            NodeLog.ContainerStarted(services.Log, pod.FullName, Name);
            Cell.Change(view => view.Run(id, restarts, services.Time.GetUtcNow()));
            if (pod.Stopping.IsCancellationRequested)
            {
                run.Signal(PosixSignalNumber.Kill);
            }

            return run;
        }
        catch (StartFailedException failed)
        {
            services.Events.Warning(pod.Subject(container, kind), "Failed", $"Error: {failed.Message}");
            Cell.Change(view => view.Run(id, restarts, services.Time.GetUtcNow()).End(StartError, "StartError", failed.Message, services.Time.GetUtcNow()));
            return null;
        }
    }

    private async Task<bool> PostStartAsync(IContainerRun run)
    {
        if (container.Lifecycle?.PostStart is not { } hook)
        {
            return true;
        }

        var target = new ProbeTarget(container, pod.Ip, run);
        using var over = new CancellationTokenSource();
        var attempt = services.Handlers.RunAsync(Handler.Of(hook), target, HandlerRunner.HookAgent, HookLimit, over.Token);
        if (await Task.WhenAny(attempt, run.Exited).ConfigureAwait(false) != attempt)
        {
            await over.CancelAsync().ConfigureAwait(false);
            return false;
        }

        var outcome = await attempt.ConfigureAwait(false);
        if (!outcome.Succeeded)
        {
            services.Events.Warning(pod.Subject(container, kind), "FailedPostStartHook", $"PostStartHook failed: {outcome.Message}");
            _ = EndRunAsync(run, pod.Grace);
        }

        return outcome.Succeeded;
    }

    private Task KillForAsync(V1Probe probe) =>
        active is { } run
            ? EndRunAsync(run, probe.TerminationGracePeriodSeconds is { } own ? TimeSpan.FromSeconds(own) : pod.Grace)
            : Task.CompletedTask;

    private async Task EndRunAsync(IContainerRun run, TimeSpan grace)
    {
        using var clock = new StopClock(grace, services.Time);
        await ContainerStopping.StopAsync(pod, container, kind, run, clock, Task.CompletedTask).ConfigureAwait(false);
    }

    private async Task BackOffAsync(TimeSpan wait, CancellationToken cancel)
    {
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        var failed = $"restarting failed container={Name} pod={pod.Label}";
        Cell.Change(view => view.Wait("CrashLoopBackOff", $"back-off {wait.TotalSeconds:0}s {failed}"));
        services.Events.Warning(pod.Subject(container, kind), "BackOff", $"Back-off restarting failed container {Name} in pod {pod.Label}");
        await Task.Delay(wait, services.Time, cancel).ConfigureAwait(false);
    }
}
