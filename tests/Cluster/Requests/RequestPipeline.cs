using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Patching;
using CanaryMesh.Cluster.Storage;
using CanaryMesh.Cluster.Subresources;

namespace CanaryMesh.Cluster.Requests;

/// <summary>The whole way of a write, whoever sends it.</summary>
internal sealed class RequestPipeline(ObjectStore store, IAdmission admission, ObjectShape shape, TimeProvider time, Mistakes? mistakes = null)
{
    private readonly ObjectCreator creator = new(store, admission, shape, time);
    private readonly ObjectUpdater updater = new(store, admission, shape, mistakes ?? Mistakes.None);
    private readonly ObjectDeleter deleter = new(store, admission, time);

    public JsonObject Get(ResourceKind kind, string? @namespace, string name) =>
        store.Get(kind.Storage, @namespace, name) ?? throw Refusals.NotFound(kind, name);

    public Task<JsonObject> CreateAsync(ResourceRequest request, JsonObject body, CancellationToken cancel) =>
        creator.CreateAsync(request, body, cancel);

    public Task<JsonObject> UpdateAsync(ResourceRequest request, JsonObject body, CancellationToken cancel) =>
        updater.UpdateAsync(request, _ => body, AdmissionOptions.Update(request.Options), cancel, WriteWay.Replace);

    /// <summary>The replaced object, and whether it was created, which some kinds allow; mayCreate throws if the actor may not.</summary>
    public async Task<(JsonObject Object, bool Created)> PutAsync(ResourceRequest request, JsonObject body, Action mayCreate, CancellationToken cancel)
    {
        if (!request.Kind.CreatedByPut || request.Subresource is not null || store.Get(request.Kind.Storage, request.Namespace, request.Name!) is not null)
        {
            return (await UpdateAsync(request, body, cancel), false);
        }

        mayCreate();
        return body.Name() == request.Name
            ? (await creator.CreateAsync(request with { Name = null }, body, cancel), true)
            : throw (body.Name().Length == 0 ? Refusals.Nameless(request.Name!) : Refusals.BadRequest($"the name of the object ({body.Name()}) does not match the name on the URL ({request.Name})"));
    }

    /// <summary>The patched object, and whether an apply created it; mayCreate throws if the actor may not.</summary>
    public async Task<(JsonObject Object, bool Created)> PatchAsync(ResourceRequest request, string type, JsonNode? patch, Action mayCreate, CancellationToken cancel)
    {
        if (type == PatchTypes.Apply && store.Get(request.Kind.Storage, request.Namespace, request.Name!) is null && request.Subresource is null)
        {
            mayCreate();
            if (patch.Text("metadata", "uid") is { Length: > 0 } uid)
            {
                throw Refusals.Conflict(request.Kind, request.Name!, $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
            }

            var first = shape.Applied(request, null, (JsonObject)patch!);
            if (first.Name().Length == 0)
            {
                throw Refusals.Nameless(request.Name!);
            }

            if (first.Name() is var name && name != request.Name)
            {
                throw Refusals.BadRequest($"the name of the object ({name}) does not match the name on the URL ({request.Name})");
            }

            return (await creator.CreateAsync(request, first, cancel, applied: true), true);
        }

        var options = AdmissionOptions.Patch(request.Options);
        return (await updater.UpdateAsync(request, old => Patched(request, type, old, patch), options, cancel, type == PatchTypes.Apply ? WriteWay.Apply : WriteWay.Patch), false);
    }

    /// <summary>Changes an object through its scale; admission sees the Scale.</summary>
    public Task<JsonObject> ScaleAsync(ResourceRequest request, Func<JsonObject, JsonObject> change, JsonObject options, CancellationToken cancel) =>
        updater.UpdateAsync(request, old => ScaleView.Apply(request.Kind, old, CheckScale(change(ScaleView.Of(request.Kind, old)))), options, cancel);

    private static JsonObject CheckScale(JsonObject scale)
    {
        var faults = new FieldFaults();
        if (scale.Number("spec", "replicas") is < 0 and var wished)
        {
            faults.Invalid("spec.replicas", wished, "must be greater than or equal to 0");
            throw Refusals.Invalid(new ResourceKind("autoscaling", "v1", "scales", "Scale"), scale.Name(), faults);
        }

        return scale;
    }

    /// <summary>Puts a pod on a node.</summary>
    public Task<JsonObject> BindAsync(ResourceRequest request, JsonObject binding, CancellationToken cancel) =>
        updater.UpdateAsync(request, old => PodBinding.Bind(request.Kind, old, binding, time.GetUtcNow()), AdmissionOptions.Create(request.Options), cancel);

    public async Task AdmitEvictionAsync(ResourceRequest request, JsonObject eviction, CancellationToken cancel)
    {
        var options = AdmissionOptions.Create(request.Options);
        eviction.Meta()["namespace"] = request.Namespace;
        var admitted = await admission.MutateAsync(request, "CREATE", eviction, null, options, cancel);
        await admission.ValidateAsync(request, "CREATE", admitted, null, options, cancel);
    }

    public Task<(JsonObject Object, bool Gone)> DeleteAsync(ResourceRequest request, DeleteOptions how, CancellationToken cancel) =>
        deleter.DeleteAsync(request, how, cancel);

    private JsonObject Patched(ResourceRequest request, string type, JsonObject old, JsonNode? patch) => type switch
    {
        PatchTypes.Json => JsonPatch.Apply(old, patch, mistakes) as JsonObject ?? throw new PatchException("the result is no object"),
        PatchTypes.Apply => shape.Applied(request, old, (JsonObject)patch!),
        PatchTypes.Strategic => StrategicPatch.Apply(old, (JsonObject)patch!, request.Kind.Schema),
        PatchTypes.Merge => MergePatch.Apply(old, patch) as JsonObject ?? throw new PatchException("the patch is no object", malformed: true),
        _ => throw Refusals.Unsupported("the body of the request was in an unknown format - accepted media types include: " + string.Join(", ", PatchTypes.All)),
    };
}
