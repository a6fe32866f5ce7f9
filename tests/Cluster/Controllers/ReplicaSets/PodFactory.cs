using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.ReplicaSets;

/// <summary>A pod from a template, owned by what the template is part of.</summary>
internal static class PodFactory
{
    public static JsonObject Build(JsonObject owner, ControllerKind kind, JsonObject template)
    {
        var meta = new JsonObject
        {
            ["generateName"] = owner.Name() + "-",
            ["namespace"] = owner.Namespace(),
            ["ownerReferences"] = new JsonArray(Owner.Reference(owner, kind.ApiVersion, kind.Kind)),
        };
        foreach (var part in new[] { "labels", "annotations", "finalizers" })
        {
            if (template.At("metadata", part) is { } value)
            {
                meta[part] = value.CopyNode();
            }
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = meta,
            ["spec"] = template.At("spec").CopyNode(),
        };
    }
}
