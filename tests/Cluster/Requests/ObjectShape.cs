using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Admission;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Ownership;
using CanaryMesh.Cluster.Schemas;
using CanaryMesh.Cluster.Validation;

namespace CanaryMesh.Cluster.Requests;

/// <summary>What a kind's objects look like on their way in: decoded, defaulted, prepared, validated.</summary>
internal sealed class ObjectShape(FieldTracker tracker, Mistakes? mistakes = null)
{
    /// <summary>The client's body as an object of the kind: unknown fields dropped, defaults filled in.</summary>
    public JsonObject Decode(ResourceKind kind, JsonObject body, WriteOptions options, bool patched = false)
    {
        var report = new DecodeReport();
        var decoded = Typed(kind, body, report);
        if (patched && !kind.Defined)
        {
            report.WrongType ??= OtherKind(kind, body);
        }

        FieldStrictness.Check(kind, body, report, options, patched);
        kind.Rules.Default(decoded);
        return decoded;
    }

    /// <summary>The same again after admission changed it.</summary>
    public JsonObject Redecode(ResourceKind kind, JsonObject changed)
    {
        var decoded = Typed(kind, changed, new DecodeReport());
        kind.Rules.Default(decoded);
        return decoded;
    }

    /// <summary>The kind's defaults once more, after admission.</summary>
    public JsonObject Defaulted(ResourceRequest request, JsonObject changed) => Redecode(request.Kind, changed);

    /// <summary>What a webhook's patch made; a value of a wrong type is the webhook's fault.</summary>
    public JsonObject Repatched(ResourceKind kind, JsonObject changed)
    {
        var report = new DecodeReport();
        var typed = Typed(kind, changed, report);
        if (report.WrongType is { } wrong)
        {
            throw Denials.Internal(wrong);
        }

        kind.Rules.Default(typed);
        return typed;
    }

    private static string? OtherKind(ResourceKind kind, JsonObject body) =>
        (body.Text("apiVersion") ?? kind.ApiVersion) != kind.ApiVersion || (body.Text("kind") ?? kind.Kind) != kind.Kind
            ? $"unable to decode {body.Text("apiVersion")}, Kind={body.Text("kind")} into {kind.Kind}"
            : null;

    private static JsonObject Typed(ResourceKind kind, JsonObject body, DecodeReport report)
    {
        var decoded = kind.Decode is { } own ? own(body, report) : kind.Schema is { } schema ? (JsonObject)new Decoder(report).Decode(body, schema, "")! : body.Copy();
        decoded["apiVersion"] = kind.ApiVersion;
        decoded["kind"] = kind.Kind;
        decoded.Ensure("metadata");
        return decoded;
    }

    public void PrepareCreate(ResourceKind kind, JsonObject created)
    {
        if (kind.Generations)
        {
            created.Meta()["generation"] = 1;
        }
        else
        {
            created.Meta().Remove("generation");
        }

        if (kind.HasStatus)
        {
            created.Remove("status");
            if (kind.Schema?.Fields.GetValueOrDefault("status") is { Always: true })
            {
                created["status"] = new JsonObject();
            }
        }

        kind.Rules.PrepareCreate(created);
    }

    public void TrackCreate(ResourceRequest request, JsonObject created) => tracker.Created(request, created);

    public void TrackUpdate(ResourceRequest request, JsonObject changed, JsonObject old) => tracker.Updated(request, changed, old);

    /// <summary>The live object (null: none yet) with an applied configuration merged in.</summary>
    public JsonObject Applied(ResourceRequest request, JsonObject? live, JsonObject configuration)
    {
        ApplyChecks.Configuration(request, configuration);
        var report = new DecodeReport();
        var typed = request.Kind.Defined ? configuration : (JsonObject)new Decoder(report, sparse: true).Decode(configuration, request.Kind.Schema!, "")!;
        ApplyChecks.Typed(request, configuration, report);
        FieldStrictness.Check(request.Kind, configuration, report, request.Options, patched: false);
        return tracker.Applied(request, live, typed);
    }

    public void PrepareUpdate(ResourceRequest request, JsonObject changed, JsonObject old)
    {
        KeepSystemFields(changed, old);
        var kind = request.Kind;
        var mixed = mistakes is { MixesStatus: true };
        if (request.Subresource == "status" && !mixed)
        {
            KeepAllButStatus(kind, changed, old);
            return;
        }

        if (kind.HasStatus && !mixed)
        {
            Restore(changed, old, "status");
        }

        if (request.Subresource != "finalize")
        {
            kind.Rules.PrepareUpdate(changed, old);
        }

        if (kind.Generations && !(SameWish(kind, changed, old) && (!kind.Rules.CountsAnnotations || SameAnnotations(changed, old))))
        {
            changed.Meta()["generation"] = (old.Number("metadata", "generation") ?? 0) + 1;
        }
    }

    public void ValidateCreate(ResourceRequest request, JsonObject created)
    {
        var kind = request.Kind;
        var faults = new FieldFaults();
        MetadataValidation.Validate(kind, created, faults);
        kind.Rules.Validate(created, faults);
        if (!request.Options.Inside)
        {
            kind.Rules.ValidateOutside(created, faults);
        }

        Refuse(kind, created, faults);
    }

    public void ValidateUpdate(ResourceRequest request, JsonObject changed, JsonObject old)
    {
        var faults = new FieldFaults();
        MetadataValidation.Validate(request.Kind, changed, faults);
        MetadataValidation.ValidateUpdate(request.Kind, changed, old, faults);
        if (request.Subresource == "status" && !request.Kind.Defined)
        {
            request.Kind.Rules.ValidateStatus(changed, faults);
            Refuse(request.Kind, changed, faults);
            return;
        }

        request.Kind.Rules.Validate(changed, faults);
        request.Kind.Rules.ValidateUpdate(changed, old, faults);
        Refuse(request.Kind, changed, faults);
    }

    /// <summary>The object in the form it is kept in.</summary>
    public JsonObject Encode(ResourceKind kind, JsonObject made) => KindConversion.ToStorage(kind, made);

    /// <summary>A kept object in the version that was asked for.</summary>
    public JsonObject Serve(ResourceKind kind, JsonObject stored) => KindConversion.FromStorage(kind, stored);

    private static void Refuse(ResourceKind kind, JsonObject made, FieldFaults faults)
    {
        if (faults.Any)
        {
            throw Refusals.Invalid(kind, made.Name(), faults);
        }
    }

    private static void KeepSystemFields(JsonObject changed, JsonObject old)
    {
        foreach (var owned in (ReadOnlySpan<string>)["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"])
        {
            Restore(changed.Meta(), old.Meta(), owned);
        }
    }

    private static void KeepAllButStatus(ResourceKind kind, JsonObject changed, JsonObject old)
    {
        foreach (var key in changed.Select(p => p.Key).Union(old.Select(p => p.Key)).Where(k => k is not ("status" or "metadata")).ToList())
        {
            Restore(changed, old, key);
        }

        if (kind.Defined)
        {
            var tracked = changed.Meta()["managedFields"].CopyNode();
            var version = changed.Meta()["resourceVersion"].CopyNode();
            changed["metadata"] = old["metadata"].CopyNode();
            changed.Meta()["managedFields"] = tracked;
            changed.Meta()["resourceVersion"] = version;
            return;
        }

        Restore(changed.Meta(), old.Meta(), "labels");
    }

    private static bool SameAnnotations(JsonObject changed, JsonObject old) =>
        JsonAccess.Same(changed.At("metadata", "annotations"), old.At("metadata", "annotations"));

    private static bool SameWish(ResourceKind kind, JsonObject changed, JsonObject old) =>
        changed.Select(p => p.Key).Union(old.Select(p => p.Key)).Where(k => k is not ("metadata" or "apiVersion" or "kind") && (k != "status" || kind is { Defined: true, HasStatus: false }))
            .All(k => JsonAccess.Same(changed[k], old[k]));

    private static void Restore(JsonObject changed, JsonObject old, string key)
    {
        if (old[key] is { } kept)
        {
            changed[key] = kept.CopyNode();
        }
        else
        {
            changed.Remove(key);
        }
    }
}
