using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Tests.Controllers;

/// <summary>Controllers over a cluster of memory with a fake node, and waiting for what they do.</summary>
internal sealed class ControllerCluster : IAsyncDisposable
{
    public const string Namespace = "shop";
    public const string Merge = "application/merge-patch+json";
    public static readonly Identity Admin = new("admin", ["system:masters"]);

    private readonly CancellationTokenSource stop = new(TimeSpan.FromSeconds(30));
    private readonly ControllerSet controllers;
    private Task node = Task.CompletedTask;

    private ControllerCluster(Func<IClusterApi, IClusterApi> seenByControllers)
    {
        Api = ClusterApi.InMemory(Time);
        Node = new FakeNode(Api);
        controllers = ControllerSet.Start(seenByControllers(Api), Time, "pem");
    }

    public IClusterApi Api { get; }

    public FakeNode Node { get; }

    public ShiftedTime Time { get; } = new();

    public static async Task<ControllerCluster> StartAsync(Func<IClusterApi, IClusterApi>? seenByControllers = null)
    {
        var cluster = new ControllerCluster(seenByControllers ?? (api => api));
        await cluster.Node.RegisterAsync(cluster.stop.Token);
        cluster.node = cluster.RunNodeAsync();
        var space = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = Namespace },
            ["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") },
        };
        await cluster.Api.CreateAsync(new GroupResource("", "namespaces"), null, space, Admin, cluster.stop.Token);
        return cluster;
    }

    public Task<JsonObject> CreateAsync(GroupResource kind, JsonObject body) => Api.CreateAsync(kind, Namespace, body, Admin, stop.Token);

    public Task<JsonObject> PatchAsync(GroupResource kind, string name, string patch, string? subresource = null) =>
        Api.PatchAsync(kind, Namespace, name, Merge, JsonNode.Parse(patch)!, subresource, Admin, stop.Token);

    public Task DeleteAsync(GroupResource kind, string name, string? propagation = "Background") =>
        Api.DeleteAsync(kind, Namespace, name, null, null, propagation, Admin, stop.Token);

    public IReadOnlyList<JsonObject> List(GroupResource kind) => Api.List(kind, Namespace).Items;

    /// <summary>Waits until the objects of the kind are as wished, looking at every change.</summary>
    public async Task<IReadOnlyList<JsonObject>> UntilAsync(GroupResource kind, Func<IReadOnlyList<JsonObject>, bool> wished)
    {
        var list = Api.List(kind);
        var now = Api.List(kind, Namespace).Items;
        if (wished(now))
        {
            return now;
        }

        await foreach (var _ in Api.WatchAsync(kind, null, list.ResourceVersion, stop.Token))
        {
            now = Api.List(kind, Namespace).Items;
            if (wished(now))
            {
                return now;
            }
        }

        throw new TimeoutException("The watch ended.");
    }

    public async Task<JsonObject> UntilAsync(GroupResource kind, string name, Func<JsonObject, bool> wished) =>
        (await UntilAsync(kind, all => all.Any(o => o.Name() == name && wished(o)))).First(o => o.Name() == name);

    /// <summary>Waits for an object that is in no namespace; null is what is not there.</summary>
    public async Task<JsonObject?> UntilClusterAsync(GroupResource kind, Func<JsonObject?, bool> wished)
    {
        var version = Api.List(kind).ResourceVersion;
        if (Api.Get(kind, null, Namespace) is var now && wished(now))
        {
            return now;
        }

        await foreach (var _ in Api.WatchAsync(kind, null, version, stop.Token))
        {
            now = Api.Get(kind, null, Namespace);
            if (wished(now))
            {
                return now;
            }
        }

        throw new TimeoutException("The watch ended.");
    }

    /// <summary>Every change of a kind from now on.</summary>
    public IAsyncEnumerable<ClusterEvent> WatchFromNow(GroupResource kind, CancellationToken cancel) =>
        Api.WatchAsync(kind, Namespace, Api.List(kind).ResourceVersion, cancel);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await controllers.DisposeAsync();
        await node;
        stop.Dispose();
    }

    private async Task RunNodeAsync()
    {
        try
        {
            await Node.RunAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
