using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Patching;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Requests;

/// <summary>The whole way of a write, whoever sends it.</summary>
internal sealed class RequestPipeline(ObjectStore store, IAdmission admission, ObjectShape shape, TimeProvider time)
{
    private readonly ObjectCreator creator = new(store, admission, shape, time);
    private readonly ObjectUpdater updater = new(store, admission, shape);
    private readonly ObjectDeleter deleter = new(store, admission, time);

    public JsonObject Get(ResourceKind kind, string? @namespace, string name) =>
        store.Get(kind.Resource, @namespace, name) ?? throw Refusals.NotFound(kind, name);

    public Task<JsonObject> CreateAsync(ResourceRequest request, JsonObject body, CancellationToken cancel) =>
        creator.CreateAsync(request, body, cancel);

    public Task<JsonObject> UpdateAsync(ResourceRequest request, JsonObject body, CancellationToken cancel) =>
        updater.UpdateAsync(request, _ => body, AdmissionOptions.Update(request.Options), cancel);

    public Task<JsonObject> PatchAsync(ResourceRequest request, string type, JsonNode? patch, CancellationToken cancel) =>
        updater.UpdateAsync(request, old => Patched(type, old, patch), AdmissionOptions.Patch(request.Options, type == PatchTypes.Apply), cancel);

    public Task<(JsonObject Object, bool Gone)> DeleteAsync(ResourceRequest request, DeleteOptions how, CancellationToken cancel) =>
        deleter.DeleteAsync(request, how, cancel);

    private static JsonObject Patched(string type, JsonObject old, JsonNode? patch) => type switch
    {
        PatchTypes.Json => JsonPatch.Apply(old, patch) as JsonObject ?? throw new PatchException("the result is no object"),
        PatchTypes.Merge => MergePatch.Apply(old, patch) as JsonObject ?? throw new PatchException("the patch is no object", malformed: true),
        _ => throw Refusals.Unsupported("the body of the request was in an unknown format - accepted media types include: " + string.Join(", ", PatchTypes.All)),
    };
}
