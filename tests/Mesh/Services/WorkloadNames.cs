using System.Text.Json;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Watching;

namespace CanaryMesh.Mesh.Services;

/// <summary>The workload that a pod belongs to, by its owner and that one's owner.</summary>
internal static class WorkloadNames
{
    public static string Of(ClusterObjects objects, JsonElement pod)
    {
        var owner = Controller(pod);
        if (owner?.Text("kind") != "ReplicaSet")
        {
            return owner?.Text("name") ?? pod.Name();
        }
        var name = owner.Value.Text("name") ?? "";
        return objects.Find(MeshKind.ReplicaSets, ObjectNames.Key(pod.Namespace(), name)) is { } set && Controller(set) is { } deployment
            ? deployment.Text("name") ?? name
            : name;
    }

    private static JsonElement? Controller(JsonElement item) =>
        item.Items("metadata", "ownerReferences").Where(owner => owner.Flag("controller")).Select(owner => (JsonElement?)owner).FirstOrDefault();
}
