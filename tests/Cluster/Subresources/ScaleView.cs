using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Subresources;

/// <summary>Between an object and its Scale.</summary>
internal static class ScaleView
{
    public static JsonObject Of(ResourceKind kind, JsonObject o)
    {
        var meta = new JsonObject();
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            meta[field] = o.At("metadata", field).CopyNode();
        }

        var spec = new JsonObject();
        if (o.Number(kind.Scale.SpecReplicas) is not null and not 0 and var wished)
        {
            spec["replicas"] = wished;
        }

        var status = new JsonObject { ["replicas"] = o.Number(kind.Scale.StatusReplicas) ?? 0 };
        if (Selector(kind, o) is { Length: > 0 } selector)
        {
            status["selector"] = selector;
        }

        return new JsonObject { ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = meta, ["spec"] = spec, ["status"] = status };
    }

    /// <summary>The object as its scale wants it to be.</summary>
    public static JsonObject Apply(ResourceKind kind, JsonObject o, JsonObject scale)
    {
        var changed = o.Copy();
        var path = kind.Scale.SpecReplicas;
        changed.Ensure(path.AsSpan(..^1))[path[^1]] = scale.Number("spec", "replicas") ?? 0;
        if (scale.Text("metadata", "resourceVersion") is { Length: > 0 } version)
        {
            changed.Meta()["resourceVersion"] = version;
        }

        return changed;
    }

    private static string? Selector(ResourceKind kind, JsonObject o) => kind.Scale.Selector is not { } path ? null
        : o.At(path) is JsonObject selector ? LabelSelector.Write(selector) : o.Text(path);
}
