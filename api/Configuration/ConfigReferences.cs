using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Configuration;

/// <summary>The ConfigMaps that a pod or pod template uses: volumes, projected volumes, single variables and envFrom, of init containers too. A
/// subPath mounts a volume, so it follows that. Pure.</summary>
public static class ConfigReferences
{
    // Kubernetes' own in every namespace, and ours: a change of either is no version of the app.
    private static readonly string[] NeverFollowed = ["kube-root-ca.crt", Installation.CaConfigMap];

    /// <summary>Each ConfigMap once, by name.</summary>
    public static IReadOnlyList<ConfigReference> Of(JsonObject pod) =>
    [
        .. Holders(pod)
            .GroupBy(holder => holder.Text("name")!, StringComparer.Ordinal)
            .Where(uses => !NeverFollowed.Contains(uses.Key))
            .OrderBy(uses => uses.Key, StringComparer.Ordinal)
            .Select(uses => new ConfigReference(uses.Key, uses.All(use => use.Flag("optional")))),
    ];

    /// <summary>Points every reference that the plan knows at its snapshot, in place; doing it twice changes nothing.</summary>
    public static void Pin(JsonObject pod, PortPlan plan)
    {
        var config = PlannedConfig.Of(plan);
        foreach (var holder in Holders(pod).ToList())
        {
            var name = holder.Text("name")!;
            if (config.GetValueOrDefault(ConfigKeys.OfConfigMap(name)) is { } hash && ConfigKeys.IsHash(hash))
            {
                holder["name"] = ConfigKeys.Snapshot(name, hash);
            }
        }
    }

    // The objects that carry a ConfigMap's name.
    private static IEnumerable<JsonObject> Holders(JsonObject pod) =>
        Volumes(pod).Concat(Containers(pod).SelectMany(Environment)).OfType<JsonObject>().Where(holder => holder.Text("name") is { Length: > 0 });

    private static IEnumerable<JsonNode?> Volumes(JsonObject pod) =>
        pod.Objects("spec", "volumes").SelectMany(volume => volume.Objects("projected", "sources").Prepend(volume)).Select(each => each["configMap"]);

    private static IEnumerable<JsonObject> Containers(JsonObject pod) =>
        pod.Objects("spec", "initContainers").Concat(pod.Objects("spec", "containers"));

    private static IEnumerable<JsonNode?> Environment(JsonObject container) =>
        container.Objects("env").Select(each => each.At("valueFrom", "configMapKeyRef"))
            .Concat(container.Objects("envFrom").Select(each => each["configMapRef"]));
}
