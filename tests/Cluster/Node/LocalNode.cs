using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Network;

namespace CanaryMesh.Cluster.Node;

/// <summary>A node: runs the containers of the pods bound to it as processes of this machine.</summary>
public sealed class LocalNode : INodeLogs, INodeCommands, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, PodWorker> workers = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly NodeServices services;
    private Task running = Task.CompletedTask;

    private LocalNode(NodeServices services) => this.services = services;

    /// <summary>The names pods resolve; a <see cref="ServiceNetwork"/> fills them.</summary>
    public HostsSource Hosts => services.Hosts;

    /// <summary>Why no container can run on this machine, in words for its user; null if they can.</summary>
    public string? Obstacle => services.Sandbox.Obstacle;

    public static async Task<LocalNode> StartAsync(
        NodeOptions options, IClusterApi api, ITokenRequests tokens, HostsSource hosts, ILoggerFactory logs, CancellationToken cancel)
    {
        if (options.ImageMap is { } map && !options.Words.ContainsKey("MAP_DIR"))
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(map)) ?? "/";
            options = options with { Words = new Dictionary<string, string>(options.Words) { ["MAP_DIR"] = folder } };
        }

        var log = logs.CreateLogger<LocalNode>();
        var images = new ImageMap(options.ImageMap, options.UnmappedImagesIdle ? ImageRule.Idle : ImageRule.Unknown);
        var events = new NodeEvents(api, options.Name, options.Time, log);
        var addresses = new AddressPool(options.PodRange, options.AddressRest, options.Time);
        Directory.CreateDirectory(options.StateFolder);
        var services = new NodeServices(options, api, tokens, images, new Sandbox(), events, addresses, hosts, log);
        var node = new LocalNode(services);
        var registration = new NodeRegistration(api, options);
        await registration.RegisterAsync(cancel).ConfigureAwait(false);
        node.running = Task.WhenAll(
            registration.KeepAliveAsync(node.stopping.Token),
            events.RunAsync(node.stopping.Token),
            ObjectWatch.FollowAsync(api, NodeKinds.Pods, node.Note, log, node.stopping.Token),
            LogLimit.KeepAsync(options, node.stopping.Token));
        return node;
    }

    public Task<Stream?> ReadAsync(string @namespace, string pod, string container, bool follow, int? tail, bool previous, CancellationToken cancel)
    {
        if (Find(@namespace, pod)?.Supervisor(container) is not { } supervisor)
        {
            return Task.FromResult<Stream?>(null);
        }

        var run = supervisor.LogRun - (previous ? 1 : 0);
        var path = supervisor.LogFile(run);
        if (run < 0 || !File.Exists(path))
        {
            return Task.FromResult<Stream?>(null);
        }

        return Task.FromResult<Stream?>(follow && !previous
            ? LogFollower.Follow(path, tail, () => supervisor.IsRunOver(run), services.Time, cancel)
            : new MemoryStream(NodeLogs.Read(path, tail) ?? []));
    }

    public async Task<Process?> StartAsync(string @namespace, string pod, string container, IReadOnlyList<string> command) =>
        Find(@namespace, pod)?.Supervisor(container)?.EnterAsync(command) is { } entering ? await entering.ConfigureAwait(false) : null;

    /// <summary>Ends every container at once; the pods' objects stay as they are.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var worker in workers.Values)
        {
            worker.Abandon(atOnce: true);
        }

        await Task.WhenAll(workers.Values.Select(worker => worker.Completion)).ConfigureAwait(false);
        foreach (var worker in workers.Values)
        {
            worker.Dispose();
        }

        services.Sandbox.Dispose();
        LeftFolder.Remove(Path.Combine(services.Options.StateFolder, "pods"));
        stopping.Dispose();
    }

    internal PodWorker? Find(string @namespace, string pod) => workers.Values.FirstOrDefault(worker =>
        worker.Context.Pod.Metadata.Name == pod && worker.Context.Pod.Metadata.NamespaceProperty == @namespace);

    private void Note(ClusterEvent change)
    {
        var pod = change.Object;
        var uid = ObjectMeta.Uid(pod);
        if ((string?)pod["spec"]?["nodeName"] != services.Options.Name)
        {
            return;
        }

        if (change.Type == "DELETED")
        {
            if (workers.TryRemove(uid, out var gone))
            {
                gone.Abandon(atOnce: false);
                Track(uid, gone);
            }
        }
        else if (workers.TryGetValue(uid, out var worker))
        {
            worker.Update(pod);
        }
        else if (!PodPhases.IsOver(pod))
        {
            Begin(uid, pod);
        }
    }

    private void Begin(string uid, JsonObject pod)
    {
        var worker = new PodWorker(services, pod);
        workers[uid] = worker;
        worker.Start();
        worker.Update(pod);
    }

    // A pod whose object is gone is still waited for when the node ends.
    private void Track(string uid, PodWorker worker)
    {
        workers[uid] = worker;
        _ = worker.Completion.ContinueWith(_ => workers.TryRemove(uid, out var _), TaskScheduler.Default);
    }
}
