using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Requests;

/// <summary>PUT and PATCH: read, change, admit, compare and write, again if another was faster.</summary>
internal sealed class ObjectUpdater(ObjectStore store, IAdmission admission, ObjectShape shape, Mistakes mistakes)
{
    /// <summary>Change gets the stored object and answers what the client wants it to be.</summary>
    public async Task<JsonObject> UpdateAsync(ResourceRequest request, Func<JsonObject, JsonObject> change, JsonObject options, CancellationToken cancel, WriteWay way = WriteWay.Patch)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var old = store.Get(request.Kind.Storage, request.Namespace, request.Name!) ?? throw Refusals.NotFound(request.Kind, request.Name!);
            if (await TryAsync(request, old, change, options, way, cancel) is { } done)
            {
                return done;
            }
        }
    }

    private async Task<JsonObject?> TryAsync(ResourceRequest request, JsonObject kept, Func<JsonObject, JsonObject> change, JsonObject options, WriteWay way, CancellationToken cancel)
    {
        var kind = request.Kind;
        var old = shape.Serve(kind, kept);
        var wanted = change(old);
        var changed = shape.Decode(kind, wanted, request.Options, patched: way != WriteWay.Replace);
        CheckIdentity(request, changed, old);
        if (way == WriteWay.Replace && kind.NeedsVersion && changed.Text("metadata", "resourceVersion") is not { Length: > 0 })
        {
            throw VersionMissing(request);
        }

        if (way != WriteWay.Apply)
        {
            shape.TrackUpdate(request, changed, old);
        }

        changed = await admission.MutateAsync(request, "UPDATE", changed, old, options, cancel);
        changed = shape.Redecode(kind, changed);
        if (!mistakes.TakesOutdatedWrites)
        {
            CheckVersion(request, changed, old);
        }

        shape.PrepareUpdate(request, changed, old);
        shape.ValidateUpdate(request, changed, old);
        await admission.ValidateAsync(request, "UPDATE", changed, old, options, cancel);
        return Write(request, shape.Encode(kind, changed), kept);
    }

    private JsonObject? Write(ResourceRequest request, JsonObject changed, JsonObject old)
    {
        changed.Meta()["resourceVersion"] = old.Meta()["resourceVersion"].CopyNode();
        if (request.Options.DryRun)
        {
            return changed;
        }

        if (changed.BeingDeleted() && Emptied(changed))
        {
            if (store.TryDelete(request.Kind.Storage, old) is null)
            {
                return null;
            }

            request.Kind.Rules.Deleted(old);
            return changed;
        }

        return JsonAccess.Same(changed, old) && ReferenceEquals(store.Get(request.Kind.Storage, request.Namespace, request.Name!), old)
            ? old
            : store.TryReplace(request.Kind.Storage, old, changed);
    }

    private static bool Emptied(JsonObject changed) =>
        changed.Finalizers().Count == 0
        && (changed.Number("metadata", "deletionGracePeriodSeconds") ?? 0) == 0
        && (changed.Array("spec", "finalizers") is not { Count: > 0 } || changed.Text("kind") != "Namespace");

    private static void CheckIdentity(ResourceRequest request, JsonObject changed, JsonObject old)
    {
        if (changed.Name().Length == 0)
        {
            throw Refusals.Nameless(request.Name!);
        }

        if (changed.Name() is var name && name != request.Name)
        {
            throw Refusals.BadRequest($"the name of the object ({name}) does not match the name on the URL ({request.Name})");
        }

        if (request.Kind.Namespaced && changed.Namespace() is { } ns && ns != request.Namespace)
        {
            throw Refusals.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        changed.Meta()["name"] = old.Name();
        if (request.Kind.Namespaced)
        {
            changed.Meta()["namespace"] = request.Namespace;
        }

        if (changed.Uid() is { Length: > 0 } uid && uid != old.Uid())
        {
            throw Refusals.Conflict(request.Kind, request.Name!, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {old.Uid()}");
        }
    }

    private static ApiException VersionMissing(ResourceRequest request)
    {
        var faults = new FieldFaults();
        faults.Invalid("metadata.resourceVersion", 0, "must be specified for an update");
        return Refusals.Invalid(request.Kind with { Kind = request.Kind.Plural }, request.Name!, faults);
    }

    private static void CheckVersion(ResourceRequest request, JsonObject changed, JsonObject old)
    {
        if (changed.Text("metadata", "resourceVersion") is { Length: > 0 } text && !ulong.TryParse(text, out _))
        {
            throw new ApiException(500, "", $"strconv.ParseUint: parsing \"{text}\": invalid syntax");
        }

        if (changed.Text("metadata", "resourceVersion") is { Length: > 0 } version && version != old.Text("metadata", "resourceVersion"))
        {
            throw Refusals.Modified(request.Kind, request.Name!);
        }
    }
}
