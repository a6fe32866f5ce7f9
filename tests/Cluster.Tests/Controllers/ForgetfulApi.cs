using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Tests.Controllers;

/// <summary>An API whose watches end, each after so many events, saying that their version is too old.</summary>
internal sealed class ForgetfulApi(IClusterApi inner, int events) : IClusterApi
{
    public JsonObject? Get(GroupResource kind, string? @namespace, string name) => inner.Get(kind, @namespace, name);

    public ClusterList List(GroupResource kind, string? @namespace = null) => inner.List(kind, @namespace);

    public Task<JsonObject> CreateAsync(GroupResource kind, string? @namespace, JsonObject body, Identity actor, CancellationToken cancel) =>
        inner.CreateAsync(kind, @namespace, body, actor, cancel);

    public Task<JsonObject> UpdateAsync(GroupResource kind, JsonObject body, string? subresource, Identity actor, CancellationToken cancel) =>
        inner.UpdateAsync(kind, body, subresource, actor, cancel);

    public Task<JsonObject> PatchAsync(
        GroupResource kind, string? @namespace, string name, string type, JsonNode patch, string? subresource, Identity actor, CancellationToken cancel) =>
        inner.PatchAsync(kind, @namespace, name, type, patch, subresource, actor, cancel);

    public Task DeleteAsync(
        GroupResource kind, string? @namespace, string name, string? uid, int? graceSeconds, string? propagation, Identity actor, CancellationToken cancel) =>
        inner.DeleteAsync(kind, @namespace, name, uid, graceSeconds, propagation, actor, cancel);

    public async IAsyncEnumerable<ClusterEvent> WatchAsync(
        GroupResource kind, string? @namespace, long afterVersion, [EnumeratorCancellation] CancellationToken cancel)
    {
        var left = events;
        await foreach (var change in inner.WatchAsync(kind, @namespace, afterVersion, cancel))
        {
            if (left-- == 0)
            {
                // The change is lost: only a list can tell of it.
                throw new ApiException(410, "Expired", "too old resource version");
            }

            yield return change;
        }
    }
}
