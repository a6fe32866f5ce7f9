using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Requests;

/// <summary>POST: from the decoded body to the stored object.</summary>
internal sealed class ObjectCreator(ObjectStore store, IAdmission admission, ObjectShape shape, TimeProvider time)
{
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    public async Task<JsonObject> CreateAsync(ResourceRequest request, JsonObject body, CancellationToken cancel, bool applied = false)
    {
        var kind = request.Kind;
        var created = shape.Decode(kind, body, request.Options);
        PlaceInNamespace(request, created);
        if (created.Text("metadata", "resourceVersion") is { Length: > 0 })
        {
            throw new ApiException(500, "", "resourceVersion should not be set on objects to be created");
        }

        var options = AdmissionOptions.Create(request.Options);
        if (!applied)
        {
            shape.TrackCreate(request, created);
        }

        created = await admission.MutateAsync(request with { Name = created.Name() is { Length: > 0 } n ? n : null }, "CREATE", created, null, options, cancel);
        created = shape.Redecode(kind, created);
        Stamp(created);
        if (created.Name().Length == 0)
        {
            var generated = created.Text("metadata", "generateName") is { Length: > 0 } stem ? Generate(stem) : "";
            created.Meta()["name"] = generated;
        }

        shape.PrepareCreate(kind, created);
        return await KeepAsync(request, created, options, cancel);
    }

    /// <summary>Validates and stores what is prepared; what was taken for it, such as an address, is freed if it is not kept.</summary>
    private async Task<JsonObject> KeepAsync(ResourceRequest request, JsonObject prepared, JsonObject options, CancellationToken cancel)
    {
        var kept = false;
        try
        {
            shape.ValidateCreate(request, prepared);
            request.Options.Warnings.AddRange(request.Kind.Rules.Warn(prepared));
            await admission.ValidateAsync(request with { Name = prepared.Name() }, "CREATE", prepared, null, options, cancel);
            var encoded = shape.Encode(request.Kind, prepared);
            var created = request.Options.DryRun ? Rehearse(request, encoded) : Store(request, encoded);
            kept = !request.Options.DryRun;
            return created;
        }
        finally
        {
            if (!kept)
            {
                request.Kind.Rules.Deleted(prepared);
            }
        }
    }

    private static string Generate(string stem) => (stem.Length > 58 ? stem[..58] : stem) + RandomNumberGenerator.GetString(Letters, 5);

    private static void PlaceInNamespace(ResourceRequest request, JsonObject created)
    {
        if (!request.Kind.Namespaced)
        {
            created.Meta().Remove("namespace");
            return;
        }

        if (created.Namespace() is { } other && other != request.Namespace)
        {
            throw Refusals.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        created.Meta()["namespace"] = request.Namespace;
    }

    private JsonObject Store(ResourceRequest request, JsonObject created) =>
        store.TryCreate(request.Kind.Storage, created) ?? throw Taken(request, created);

    private JsonObject Rehearse(ResourceRequest request, JsonObject created) =>
        store.Get(request.Kind.Storage, created.Namespace(), created.Name()) is null ? created : throw Taken(request, created);

    private static ApiException Taken(ResourceRequest request, JsonObject created) => Refusals.AlreadyExists(request.Kind, created.Name());

    private void Stamp(JsonObject created)
    {
        var meta = created.Meta();
        foreach (var owned in (ReadOnlySpan<string>)["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "resourceVersion"])
        {
            meta.Remove(owned);
        }

        meta["uid"] = Guid.NewGuid().ToString();
        meta["creationTimestamp"] = Metadata.Time(time.GetUtcNow());
    }
}
