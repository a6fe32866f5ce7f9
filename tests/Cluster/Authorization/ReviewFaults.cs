using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Authorization;

/// <summary>Faults of access reviews.</summary>
internal static class ReviewFaults
{
    public static FieldFaults Of(ResourceKind kind, string? @namespace, JsonObject review)
    {
        var faults = new FieldFaults();
        var spec = review.Object("spec");
        var (resource, other) = (spec.Object("resourceAttributes"), spec.Object("nonResourceAttributes"));
        if (resource is not null && other is not null)
        {
            faults.Invalid("spec.nonResourceAttributes", other.CopyNode(), "cannot be specified in combination with resourceAttributes");
        }

        if (resource is null && other is null)
        {
            faults.Invalid("spec.resourceAttributes", null, "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }

        if (kind.Kind != "SelfSubjectAccessReview" && spec.Text("user") is not { Length: > 0 } && spec.Array("groups") is not { Count: > 0 })
        {
            faults.Invalid("spec.user", "", "at least one of user or group must be specified");
        }

        if (review.Object("metadata")?.Any(p => p.Key is not ("managedFields" or "creationTimestamp") && !(p.Key == "namespace" && kind.Kind == "LocalSubjectAccessReview")) == true)
        {
            faults.Invalid("metadata", review["metadata"].CopyNode(), "must be empty");
        }

        if (kind.Kind == "LocalSubjectAccessReview")
        {
            Local(@namespace, resource, other, faults);
        }

        return faults;
    }

    private static void Local(string? @namespace, JsonObject? resource, JsonObject? other, FieldFaults faults)
    {
        if (resource is not null && resource.Text("namespace") != @namespace)
        {
            faults.Invalid("spec.resourceAttributes.namespace", resource.Text("namespace") ?? "", "must match metadata.namespace");
        }

        if (other is not null)
        {
            faults.Invalid("spec.nonResourceAttributes", other.CopyNode(), "disallowed on this kind of request");
        }
    }
}
