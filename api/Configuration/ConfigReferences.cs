using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Configuration;

/// <summary>The ConfigMaps and Secrets that a pod or pod template uses: volumes, projected volumes, single variables and envFrom, of init containers too. A
/// subPath mounts a volume, so it follows that. Pure.</summary>
public static class ConfigReferences
{
    // Kubernetes' own in every namespace, and ours: a change of either is no version of the app.
    private static readonly string[] NeverFollowed = ["kube-root-ca.crt", Installation.CaConfigMap];

    /// <summary>Each ConfigMap once, by name.</summary>
    public static IReadOnlyList<ConfigReference> Of(JsonObject pod) => [.. Each(ConfigMaps(pod)).Where(each => !NeverFollowed.Contains(each.Name))];

    /// <summary>Each Secret that its containers or volumes use, once, by name; what the kubelet pulls images with is none.</summary>
    public static IReadOnlyList<ConfigReference> Secrets(JsonObject pod) => [.. Each(SecretHolders(pod))];

    /// <summary>Points every reference that the plan knows at its snapshot, in place; doing it twice changes nothing.</summary>
    public static void Pin(JsonObject pod, PortPlan plan)
    {
        var config = PlannedConfig.Of(plan);
        Pin(ConfigMaps(pod), name => config.GetValueOrDefault(ConfigKeys.OfConfigMap(name)));
        Pin(SecretHolders(pod), name => config.GetValueOrDefault(ConfigKeys.OfSecret(name)));
    }

    private static void Pin(IEnumerable<Holder> holders, Func<string, string?> planned)
    {
        foreach (var holder in holders.ToList())
        {
            if (planned(holder.Name) is { } hash && ConfigKeys.IsHash(hash))
            {
                holder.Object[holder.Field] = ConfigKeys.Snapshot(holder.Name, hash);
            }
        }
    }

    private static IEnumerable<ConfigReference> Each(IEnumerable<Holder> holders) => holders
        .GroupBy(holder => holder.Name, StringComparer.Ordinal)
        .OrderBy(uses => uses.Key, StringComparer.Ordinal)
        .Select(uses => new ConfigReference(uses.Key, uses.All(use => use.Object.Flag("optional"))));

    private static IEnumerable<Holder> ConfigMaps(JsonObject pod) => Named(
        "name", Volumes(pod).Concat(Projected(pod)).Select(each => each["configMap"]).Concat(Environment(pod, "configMapKeyRef", "configMapRef")));

    // A volume of its own spells the name otherwise than everything else does.
    private static IEnumerable<Holder> SecretHolders(JsonObject pod) => Named("secretName", Volumes(pod).Select(each => each["secret"]))
        .Concat(Named("name", Projected(pod).Select(each => each["secret"]).Concat(Environment(pod, "secretKeyRef", "secretRef"))));

    // The objects that carry a name.
    private static IEnumerable<Holder> Named(string field, IEnumerable<JsonNode?> holders) =>
        holders.OfType<JsonObject>().Where(each => each.Text(field) is { Length: > 0 }).Select(each => new Holder(each, field));

    private static IEnumerable<JsonObject> Volumes(JsonObject pod) => pod.Objects("spec", "volumes");

    private static IEnumerable<JsonObject> Projected(JsonObject pod) => Volumes(pod).SelectMany(volume => volume.Objects("projected", "sources"));

    private static IEnumerable<JsonObject> Containers(JsonObject pod) =>
        pod.Objects("spec", "initContainers").Concat(pod.Objects("spec", "containers"));

    private static IEnumerable<JsonNode?> Environment(JsonObject pod, string one, string all) => Containers(pod).SelectMany(container =>
        container.Objects("env").Select(each => each.At("valueFrom", one)).Concat(container.Objects("envFrom").Select(each => each[all])));

    private readonly record struct Holder(JsonObject Object, string Field)
    {
        public string Name => Object.Text(Field)!;
    }
}
