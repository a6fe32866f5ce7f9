using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Whom a snapshot goes with: the targets that use it, and after they left, their ReplicaSets that name it. Pure.</summary>
internal static class SnapshotOwners
{
    public static JsonObject Target(JsonObject target) => Owner("Deployment", target.Text("metadata", "name"), target.Text("metadata", "uid"));

    public static JsonObject Marker(JsonObject marker) => Owner("ConfigMap", marker.Text("metadata", "name"), marker.Text("metadata", "uid"), "v1");

    /// <summary>Metadata of whatever we make for a snapshot.</summary>
    public static JsonObject Metadata(string name, string? ns, JsonObject owner) => new()
    {
        ["name"] = name,
        ["namespace"] = ns,
        ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh },
        ["ownerReferences"] = new JsonArray(owner),
    };

    /// <summary>Two targets may use one: it lives as long as either of them. Null if this one is among its owners already.</summary>
    public static IReadOnlyList<JsonObject>? With(JsonObject snapshot, JsonObject target)
    {
        var owners = snapshot.Objects("metadata", "ownerReferences").ToList();
        return owners.Any(owner => owner.Text("uid") == target.Text("metadata", "uid")) ? null : [.. owners, Target(target)];
    }

    /// <summary>Owners once the target has left; null if no ReplicaSet of it names this snapshot.</summary>
    public static IReadOnlyList<JsonObject>? Heirs(RolloutWorld world, JsonObject snapshot)
    {
        var name = snapshot.Text("metadata", "name");
        var heirs = world.Sets.Where(set => Named(set).Contains(name)).Select(set => Owner("ReplicaSet", set.Name, set.Uid)).ToList();
        var uids = heirs.Select(heir => heir.Text("uid")).Append(world.Target.Text("metadata", "uid")).ToHashSet();
        return heirs.Count == 0 ? null : [.. snapshot.Objects("metadata", "ownerReferences").Where(owner => !uids.Contains(owner.Text("uid"))), .. heirs];
    }

    /// <summary>Only if it is still the object that was read.</summary>
    public static JsonObject Patch(string? version, IEnumerable<JsonObject> owners) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = version, ["ownerReferences"] = new JsonArray([.. owners.Select(owner => owner.DeepClone())]) },
    };

    private static HashSet<string?> Named(ReplicaSetView set) =>
        [.. PlannedConfig.Of(PortPlan.OfTemplate(set.Template)).Select(pair => ConfigKeys.SnapshotOf(pair.Key, pair.Value))];

    private static JsonObject Owner(string kind, string? name, string? uid, string version = "apps/v1") => new() { ["apiVersion"] = version, ["kind"] = kind, ["name"] = name, ["uid"] = uid };
}
