using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Requests;

/// <summary>DELETE: at once, or marked and left to finalizers or a grace period.</summary>
internal sealed class ObjectDeleter(ObjectStore store, IAdmission admission, TimeProvider time)
{
    /// <summary>What remains of the object for now, and whether it is gone.</summary>
    public async Task<(JsonObject Object, bool Gone)> DeleteAsync(ResourceRequest request, DeleteOptions how, CancellationToken cancel)
    {
        var options = AdmissionOptions.Delete(request.Options, how);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var old = store.Get(request.Kind.Storage, request.Namespace, request.Name!) ?? throw Refusals.NotFound(request.Kind, request.Name!);
            CheckPreconditions(request, how, old);
            await admission.MutateAsync(request, "DELETE", null, old, options, cancel);
            await admission.ValidateAsync(request, "DELETE", null, old, options, cancel);
            if (Mark(request, how, old) is { } outcome)
            {
                return outcome;
            }
        }
    }

    private (JsonObject Object, bool Gone)? Mark(ResourceRequest request, DeleteOptions how, JsonObject old)
    {
        var marked = old.Copy();
        Finalizing.Apply(marked, how.Propagation);
        request.Kind.Rules.PrepareDelete(marked);
        var grace = Grace(request, how, old);
        var waits = request.Kind.Kind == "Namespace" ? old.Array("spec", "finalizers") is { Count: > 0 } : grace > 0;
        if (!waits && marked.Finalizers().Count == 0)
        {
            return request.Options.DryRun ? (old, true) : Remove(request, old) is { } gone ? (gone, true) : null;
        }

        Stamp(request, marked, old, grace);
        if (request.Options.DryRun || JsonAccess.Same(marked, old))
        {
            return (request.Options.DryRun ? marked : old, false);
        }

        return store.TryReplace(request.Kind.Storage, old, marked) is { } stored ? (stored, false) : null;
    }

    private JsonObject? Remove(ResourceRequest request, JsonObject old)
    {
        var gone = store.TryDelete(request.Kind.Storage, old);
        if (gone is not null)
        {
            request.Kind.Rules.Deleted(old);
        }

        return gone;
    }

    private void Stamp(ResourceRequest request, JsonObject marked, JsonObject old, int grace)
    {
        var meta = marked.Meta();
        var earlier = old.Number("metadata", "deletionGracePeriodSeconds");
        if (request.Kind.Kind == "Namespace")
        {
            meta["deletionTimestamp"] ??= Metadata.Time(time.GetUtcNow());
            marked.Ensure("status")["phase"] = "Terminating";
            return;
        }

        if (old.BeingDeleted() && earlier <= grace)
        {
            return;
        }

        meta["deletionTimestamp"] = Metadata.Time(time.GetUtcNow().AddSeconds(grace));
        meta["deletionGracePeriodSeconds"] = grace;
        if (old.Number("metadata", "generation") is { } generation)
        {
            meta["generation"] = generation + 1;
        }
    }

    private static int Grace(ResourceRequest request, DeleteOptions how, JsonObject old)
    {
        if (request.Kind is not { Kind: "Pod", Group: "" } || old.Text("spec", "nodeName") is not { Length: > 0 }
            || old.Text("status", "phase") is "Failed" or "Succeeded")
        {
            return 0;
        }

        var wished = how.GraceSeconds ?? (int)(old.Number("spec", "terminationGracePeriodSeconds") ?? 30);
        wished = Math.Max(0, wished);
        return old.Number("metadata", "deletionGracePeriodSeconds") is { } earlier && old.BeingDeleted() ? Math.Min(wished, (int)earlier) : wished;
    }

    private static void CheckPreconditions(ResourceRequest request, DeleteOptions how, JsonObject old)
    {
        var (uid, version) = (old.Uid(), old.Text("metadata", "resourceVersion"));
        if (how.Uid is { } wantedUid && wantedUid != uid)
        {
            throw Mismatch(request, $"the UID in the precondition ({wantedUid}) does not match the UID in record ({uid}). The object might have been deleted and then recreated");
        }

        if (how.ResourceVersion is { } wanted && wanted != version)
        {
            throw Mismatch(request, $"the ResourceVersion in the precondition ({wanted}) does not match the ResourceVersion in record ({version}). The object might have been modified");
        }
    }

    private static ApiException Mismatch(ResourceRequest request, string why) =>
        Refusals.Conflict(new ResourceKind("", "", request.Kind.Kind, ""), request.Name!, why);
}
