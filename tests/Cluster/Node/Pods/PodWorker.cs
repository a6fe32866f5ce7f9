using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using k8s.Models;

namespace CanaryMesh.Cluster.Node;

/// <summary>Brings one pod to what its spec says, and says in its status how that goes, until it is deleted.</summary>
internal sealed class PodWorker : IDisposable
{
    private static readonly TimeSpan VolumeRetry = TimeSpan.FromSeconds(1);

    private readonly PodReporter reporter;
    private readonly NodeServices services;
    private readonly CancellationTokenSource ended = new();
    private readonly TaskCompletionSource deleted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<ContainerSupervisor> inits;
    private readonly IReadOnlyList<ContainerSupervisor> mains;
    private readonly DateTimeOffset started;
    private IPAddress? address;
    private volatile bool isInitialized;
    private volatile bool isGone;
    private volatile Action<TimeSpan>? shorten;
    private volatile PodEnding? ending;

    public PodWorker(NodeServices services, JsonObject pod)
    {
        this.services = services;
        started = services.Time.GetUtcNow();
        reporter = new PodReporter(WriteStatusAsync);
        Context = new PodContext(services, pod, reporter.Changed);
        inits = [.. (Context.Pod.Spec.InitContainers ?? []).Select((container, index) => Supervise(container, index == 0,
            container.RestartPolicy == "Always" ? ContainerKind.Sidecar : ContainerKind.Init))];
        mains = [.. Context.Pod.Spec.Containers.Select(container => Supervise(container, inits.Count == 0, ContainerKind.Main))];
    }

    public PodContext Context { get; }

    public Task Completion { get; private set; } = Task.CompletedTask;

    private IEnumerable<ContainerSupervisor> All => inits.Concat(mains);

    public void Start() => Completion = Task.Run(RunAsync);

    /// <summary>The pod's object has changed.</summary>
    public void Update(JsonObject pod)
    {
        Context.Update(pod);
        if (ObjectMeta.IsDeleting(pod))
        {
            shorten?.Invoke(Context.Grace);
            _ = Context.Stopping.CancelAsync();
            deleted.TrySetResult();
        }

        Context.Changed();
    }

    /// <summary>The pod's object is gone, or the node ends: nothing of it may stay.</summary>
    public void Abandon(bool atOnce)
    {
        isGone = true;
        shorten?.Invoke(TimeSpan.Zero);
        _ = Context.Stopping.CancelAsync();
        deleted.TrySetResult();
        if (atOnce)
        {
            foreach (var supervisor in All)
            {
                supervisor.Kill();
            }
        }
    }

    public ContainerSupervisor? Supervisor(string container) => All.FirstOrDefault(supervisor => supervisor.Name == container);

    public void Dispose() => ended.Dispose();

    private ContainerSupervisor Supervise(V1Container container, bool isFirst, ContainerKind kind)
    {
        var view = new ContainerView(container.Name, container.Image, kind);
        return new ContainerSupervisor(Context, container, kind, isFirst ? view : view.Wait("PodInitializing", null));
    }

    private async Task RunAsync()
    {
        var status = reporter.RunAsync(ended.Token);
        services.Hosts.Changed += WriteHosts;
        try
        {
            await LiveAsync().ConfigureAwait(false);
            await DeleteAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            NodeLog.PodFailed(services.Log, failure, Context.FullName);
        }

        await ended.CancelAsync().ConfigureAwait(false);
        await status.ConfigureAwait(false);
        Release();
    }

    private async Task LiveAsync()
    {
        try
        {
            await PrepareAsync(Context.Stopping.Token).ConfigureAwait(false);
            var work = WorkAsync();
            var over = PodDeadline.WaitAsync(Context.Pod, services.Time, ended.Token);
            var first = await Task.WhenAny(work, over, deleted.Task).ConfigureAwait(false);
            if (!deleted.Task.IsCompleted)
            {
                var own = first == work ? new PodEnding(await work.ConfigureAwait(false)) : PodDeadline.Ending;
                await StopAllAsync().ConfigureAwait(false);
                await EndAsync(own).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (deleted.Task.IsCompleted)
        {
            // Deleted before it could run.
        }
    }

    private async Task DeleteAsync()
    {
        await deleted.Task.ConfigureAwait(false);
        await StopAllAsync().ConfigureAwait(false);
        if (ending is null)
        {
            foreach (var supervisor in All)
            {
                supervisor.Cell.Change(ContainerEnding.Settle);
            }

            await EndAsync(new PodEnding(MainsPhase())).ConfigureAwait(false);
        }

        if (!isGone)
        {
            await PodDeletion.FinishAsync(services, Context.Object).ConfigureAwait(false);
        }
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        address = services.Addresses.Take();
        Context.Ip = address.ToString();
        Context.WriteHosts();
        var contents = new VolumeContents(
            new ObjectContents(services.Api), new PodTokens(services.Tokens, services.Time), Context.Ip, NodeServices.HostIp);
        var volumes = new PodVolumes(Path.Combine(Context.Folder, "volumes"), contents, services.Time);
        Context.Changed();
        while (true)
        {
            try
            {
                await volumes.SetUpAsync(Context.Pod, cancel).ConfigureAwait(false);
                Context.Volumes = volumes;
                _ = VolumeRefreshLoop.RunAsync(Context, volumes, ended.Token);
                return;
            }
            catch (NotYetException missing)
            {
                services.Events.Warning(Context.Subject(null, ContainerKind.Main), missing.Reason, $"MountVolume.SetUp failed: {missing.Message}");
            }

            await Task.Delay(VolumeRetry, services.Time, cancel).ConfigureAwait(false);
        }
    }

    // Ends when the pod has nothing more to do by itself.
    private async Task<PodPhase> WorkAsync()
    {
        foreach (var init in inits)
        {
            init.Start();
            await Task.WhenAny(init.Cell.Initialized, init.Completion).ConfigureAwait(false);
            Context.Stopping.Token.ThrowIfCancellationRequested();
            if (!init.Cell.Initialized.IsCompleted)
            {
                return PodPhase.Failed;
            }
        }

        isInitialized = true;
        Context.Changed();
        foreach (var main in mains)
        {
            main.Start();
        }

        await Task.WhenAll(mains.Select(main => main.Completion)).ConfigureAwait(false);
        return MainsPhase();
    }

    private PodPhase MainsPhase() => mains.All(main => main.Cell.View.ExitCode == 0) ? PodPhase.Succeeded : PodPhase.Failed;

    private async Task StopAllAsync()
    {
        using var own = new StopClock(isGone ? TimeSpan.Zero : Context.Grace, services.Time);
        shorten = own.Shorten;
        await Context.Stopping.CancelAsync().ConfigureAwait(false);
        await PodStopping.StopAsync(inits, mains, own).ConfigureAwait(false);
        await Task.WhenAll(All.Select(supervisor => supervisor.Completion)).ConfigureAwait(false);
        shorten = null;
    }

    private async Task EndAsync(PodEnding how)
    {
        ending = how;
        await WriteStatusAsync(ended.Token).ConfigureAwait(false);
    }

    private Task WriteStatusAsync(CancellationToken cancel) =>
        isGone ? Task.CompletedTask : StatusWriter.WriteAsync(services, Context.Object, Snapshot, cancel);

    private PodSnapshot Snapshot()
    {
        ContainerView[] views = [.. All.Select(supervisor => supervisor.Cell.View)];
        return new PodSnapshot(ending?.Phase ?? PodPhases.Of(isInitialized, views), isInitialized, address?.ToString(), NodeServices.HostIp, started, views)
        {
            Reason = ending?.Reason,
            Message = ending?.Message,
        };
    }

    private void WriteHosts(object? sender, EventArgs change)
    {
        if (Context.Ip.Length > 0 && !ended.IsCancellationRequested)
        {
            Context.WriteHosts();
        }
    }

    private void Release()
    {
        services.Hosts.Changed -= WriteHosts;
        if (address is not null)
        {
            services.Addresses.Return(address);
        }

        LeftFolder.Remove(Context.Folder);
    }
}
