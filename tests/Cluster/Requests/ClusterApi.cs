using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Authorization;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Ownership;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Requests;

/// <summary>The API server for those inside the process.</summary>
public sealed class ClusterApi : IClusterApi
{
    private readonly ObjectStore store;
    private readonly RequestPipeline pipeline;
    private readonly KindRegistry kinds;
    private readonly ActorCheck? check;

    internal ClusterApi(ObjectStore store, RequestPipeline pipeline, KindRegistry kinds, ActorCheck? check = null)
    {
        this.store = store;
        this.pipeline = pipeline;
        this.kinds = kinds;
        this.check = check;
    }

    /// <summary>A cluster of memory alone: no server, no admission.</summary>
    public static ClusterApi InMemory(TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var store = new ObjectStore(clock);
        var addresses = new SequentialAddresses();
        return new ClusterApi(store, new RequestPipeline(store, new NoAdmission(), new ObjectShape(new FieldTracker(clock)), clock), new KindRegistry(BuiltInKinds.All(() => addresses)));
    }

    public JsonObject? Get(GroupResource kind, string? @namespace, string name) => store.Get(kind, @namespace, name);

    public ClusterList List(GroupResource kind, string? @namespace = null) => store.List(kind, @namespace);

    public Task<JsonObject> CreateAsync(GroupResource kind, string? @namespace, JsonObject body, Identity actor, CancellationToken cancel) =>
        pipeline.CreateAsync(Request("create", kind, @namespace, null, null, actor), body, cancel);

    public Task<JsonObject> UpdateAsync(GroupResource kind, JsonObject body, string? subresource, Identity actor, CancellationToken cancel) =>
        pipeline.UpdateAsync(Request("update", kind, body.Namespace(), body.Name(), subresource, actor), body, cancel);

    public async Task<JsonObject> PatchAsync(GroupResource kind, string? @namespace, string name, string type, JsonNode patch, string? subresource, Identity actor, CancellationToken cancel) =>
        (await pipeline.PatchAsync(Request("patch", kind, @namespace, name, subresource, actor), type, patch, () => { }, cancel)).Object;

    public Task DeleteAsync(GroupResource kind, string? @namespace, string name, string? uid, int? graceSeconds, string? propagation, Identity actor, CancellationToken cancel) =>
        pipeline.DeleteAsync(
            Request("delete", kind, @namespace, name, null, actor),
            new DeleteOptions { GraceSeconds = graceSeconds, Propagation = propagation, Uid = uid },
            cancel);

    public async IAsyncEnumerable<ClusterEvent> WatchAsync(GroupResource kind, string? @namespace, long afterVersion, [EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = store.Watch(kind, afterVersion, out var oldest)
            ?? throw Refusals.Expired($"too old resource version: {afterVersion} ({oldest})");
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancel))
            {
                if (@namespace is null || change.Object.Namespace() == @namespace)
                {
                    yield return new ClusterEvent(change.Type, change.Object);
                }
            }
        }
        finally
        {
            store.Unwatch(kind, channel);
        }
    }

    private ResourceRequest Request(string verb, GroupResource resource, string? @namespace, string? name, string? subresource, Identity actor)
    {
        var kind = kinds.Preferred(resource) ?? throw Refusals.NoSuchResource();
        var component = actor.User[(actor.User.LastIndexOf(':') + 1)..];
        var request = new ResourceRequest(kind, kind.Namespaced ? @namespace : null, name, subresource, actor, new WriteOptions { UserAgent = component, Inside = true });
        check?.Demand(request, verb);
        return request;
    }
}
