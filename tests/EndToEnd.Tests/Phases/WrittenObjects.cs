using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests.Phases;

/// <summary>What a namespace holds, as its authors wrote it: one canonical line for each object, without what the server keeps.</summary>
internal static class WrittenObjects
{
    private const string Kinds = "deployments,services,configmaps,secrets,serviceaccounts,roles,rolebindings,networkpolicies,poddisruptionbudgets,canaries.flagger.app";
    private const string Running = "deployments,services,configmaps,serviceaccounts,endpoints,endpointslices,pods,replicasets,canaries.flagger.app";

    // Kubernetes' own counter.
    private const string Revision = "deployment.kubernetes.io/revision";

    private static readonly string[] Kept = ["labels", "annotations", "finalizers", "ownerReferences"];

    public static async Task<IReadOnlyList<string>> ReadAsync(Kubectl kubectl)
    {
        var list = await kubectl.GetAsync(CancellationToken.None, Kinds);
        return [.. list["items"]!.AsArray().OfType<JsonObject>().Select(Line).Order(StringComparer.Ordinal)];
    }

    /// <summary>Everything of the namespace that still bears a mark of ours. ReplicaSets of the past are history, and the marks on a living
    /// one itself are copied by Kubernetes from its Deployment, which never takes one back.</summary>
    public static async Task<IReadOnlyList<string>> OursAsync(Kubectl kubectl)
    {
        var list = await kubectl.GetAsync(CancellationToken.None, Running);
        return [.. list["items"]!.AsArray().OfType<JsonObject>().Where(IsOurs).Select(each => $"{each["kind"]}/{each["metadata"]!["name"]}")];
    }

    private static bool IsOurs(JsonObject each) => Marked(each).ToJsonString().Contains(AnnotationNames.Prefix, StringComparison.Ordinal);

    private static JsonObject Marked(JsonObject each)
    {
        if ((string?)each["kind"] == "ReplicaSet")
        {
            return (int?)each["spec"]!["replicas"] > 0 ? each["spec"]!["template"]!.AsObject() : [];
        }
        each["metadata"]!.AsObject().Remove("managedFields");
        return each;
    }

    private static string Line(JsonObject each)
    {
        var metadata = each["metadata"]!.AsObject();
        (metadata["annotations"] as JsonObject)?.Remove(Revision);
        var written = (JsonObject)each.DeepClone();
        written.Remove("status");
        written["metadata"] = new JsonObject(Kept.Select(name => KeyValuePair.Create(name, metadata[name]?.DeepClone())));
        return $"{each["kind"]}/{metadata["name"]} {Sorted(written)!.ToJsonString()}";
    }

    private static JsonNode? Sorted(JsonNode? node) => node?.DeepClone() switch
    {
        JsonObject members => new JsonObject(members.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => KeyValuePair.Create(each.Key, Sorted(each.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        var value => value,
    };
}
