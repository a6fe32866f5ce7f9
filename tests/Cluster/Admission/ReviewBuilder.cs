using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Access;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Subresources;

namespace CanaryMesh.Cluster.Admission;

/// <summary>Makes AdmissionReviews.</summary>
internal static class ReviewBuilder
{
    public static JsonObject Review(AdmissionCall call, ResourceKind seenAs, string uid) =>
        new() { ["kind"] = "AdmissionReview", ["apiVersion"] = "admission.k8s.io/v1", ["request"] = Request(call, seenAs, uid) };

    public static JsonObject Request(AdmissionCall call, ResourceKind seenAs, string uid)
    {
        var kind = call.Request.Kind;
        var request = new JsonObject { ["uid"] = uid, ["kind"] = KindOf(call, seenAs), ["resource"] = ResourceOf(seenAs) };
        if (call.Request.Subresource is { } sub)
        {
            request["subResource"] = sub;
        }

        request["requestKind"] = KindOf(call, kind);
        request["requestResource"] = ResourceOf(kind);
        if (call.Request.Subresource is { } requested)
        {
            request["requestSubResource"] = requested;
        }

        if (call.Request.Name is { Length: > 0 } name)
        {
            request["name"] = name;
        }

        if ((call.Request.Namespace ?? (kind.Kind == "Namespace" ? call.Request.Name : null)) is { } ns)
        {
            request["namespace"] = ns;
        }

        request["operation"] = call.Operation;
        request["userInfo"] = IdentityView.Write(call.Request.Actor);
        request["object"] = Seen(call, seenAs, call.Object);
        request["oldObject"] = Seen(call, seenAs, call.OldObject);
        request["dryRun"] = call.Request.Options.DryRun;
        request["options"] = call.Options.CopyNode();
        return request;
    }

    /// <summary>The object in the form the webhook sees.</summary>
    public static JsonObject? Seen(AdmissionCall call, ResourceKind seenAs, JsonObject? o)
    {
        if (o is null)
        {
            return null;
        }

        if (call.Request.Subresource == "scale")
        {
            return ScaleView.Of(call.Request.Kind, o);
        }

        return seenAs == call.Request.Kind ? o.Copy() : KindConversion.FromStorage(seenAs, KindConversion.ToStorage(call.Request.Kind, o)).Copy();
    }

    /// <summary>What the webhook made of it, as the request's object.</summary>
    public static JsonObject Back(AdmissionCall call, ResourceKind seenAs, JsonObject changed)
    {
        if (call.Request.Subresource == "scale")
        {
            return ScaleView.Apply(call.Request.Kind, call.Object!, changed);
        }

        return seenAs == call.Request.Kind ? changed : KindConversion.FromStorage(call.Request.Kind, KindConversion.ToStorage(seenAs, changed));
    }

    private static JsonObject KindOf(AdmissionCall call, ResourceKind kind) => call.Request.Subresource switch
    {
        "scale" => Names("autoscaling", "v1", "kind", "Scale"),
        "eviction" => Names("policy", "v1", "kind", "Eviction"),
        "binding" => Names("", "v1", "kind", "Binding"),
        "token" => Names("authentication.k8s.io", "v1", "kind", "TokenRequest"),
        _ => Names(kind.Group, kind.Version, "kind", kind.Kind),
    };

    private static JsonObject ResourceOf(ResourceKind kind) => Names(kind.Group, kind.Version, "resource", kind.Plural);

    private static JsonObject Names(string group, string version, string what, string name) =>
        new() { ["group"] = group, ["version"] = version, [what] = name };
}
