using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Effects on the snapshots of a target's configuration. Each is immutable, owned by the target, and gone with it.</summary>
internal sealed class SnapshotActions(IKubeApi api)
{
    /// <summary>There before any plan names them. What changed since it was hashed is a new tick.</summary>
    public async Task<KubeResult> EnsureAsync(RolloutWorld world, IReadOnlyDictionary<string, string> config, bool asFarAsPossible, CancellationToken cancellation)
    {
        foreach (var (key, hash) in config.Where(pair => pair.Value != ConfigKeys.Absent))
        {
            var result = ConfigKeys.ConfigMap(key) is { } name ? await EnsureAsync(world, name, hash, cancellation) : ActionResult.Nothing;
            if (!result.Ok && !asFarAsPossible)
            {
                return result;
            }
        }

        return ActionResult.Nothing;
    }

    /// <summary>One of several owners leaves it to the others. A refusal keeps nothing else from being done: the next tick asks again.</summary>
    public async Task<KubeResult> RemoveAsync(RolloutWorld world, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        foreach (var name in names)
        {
            var found = await api.GetAsync(KubeKind.ConfigMaps, Namespace(world), name, cancellation);
            if (found.Object is { } snapshot && snapshot.Label(OurLabels.ManagedBy) == OurLabels.CanaryMesh)
            {
                var result = await RemoveAsync(world, name, snapshot, cancellation);
                if (!result.Ok && result.Code is < 400 or >= 500)
                {
                    return result;
                }
            }
        }

        return ActionResult.Nothing;
    }

    private Task<KubeResult> RemoveAsync(RolloutWorld world, string name, JsonObject snapshot, CancellationToken cancellation)
    {
        var uid = world.Target.Text("metadata", "uid");
        var version = snapshot.Text("metadata", "resourceVersion");
        var others = snapshot.Objects("metadata", "ownerReferences").Where(owner => owner.Text("uid") != uid).ToList();
        return others.Count == 0
            ? api.DeleteAsync(KubeKind.ConfigMaps, Namespace(world), name, new(Uid: snapshot.Text("metadata", "uid"), ResourceVersion: version), cancellation)
            : api.PatchAsync(KubeKind.ConfigMaps, Namespace(world), name, PatchKind.Merge, Owned(version, others), null, cancellation);
    }

    private async Task<KubeResult> EnsureAsync(RolloutWorld world, string name, string hash, CancellationToken cancellation)
    {
        var snapshot = ConfigKeys.Snapshot(name, hash);
        var found = await api.GetAsync(KubeKind.ConfigMaps, Namespace(world), snapshot, cancellation);
        if (found.Object is { Count: > 0 } there)
        {
            return await AdoptAsync(world, snapshot, there, hash, cancellation);
        }

        if (!found.NotFound)
        {
            return found;
        }

        var source = await api.GetAsync(KubeKind.ConfigMaps, Namespace(world), name, cancellation);
        return !source.Ok ? source
            : ConfigContent.Hash(source.Object!) != hash ? Changed($"ConfigMap {name} changed since it was read")
            : await api.CreateAsync(KubeKind.ConfigMaps, Namespace(world), Build(world.Target!, snapshot, source.Object!), cancellation);
    }

    // Two targets may use one ConfigMap: its snapshot lives as long as either of them.
    private async Task<KubeResult> AdoptAsync(RolloutWorld world, string name, JsonObject found, string hash, CancellationToken cancellation)
    {
        if (found.Label(OurLabels.ManagedBy) != OurLabels.CanaryMesh || ConfigContent.Hash(found) != hash)
        {
            return Changed($"ConfigMap {name} exists and is not ours");
        }

        var uid = world.Target.Text("metadata", "uid");
        var owners = found.Objects("metadata", "ownerReferences").ToList();
        return owners.Any(owner => owner.Text("uid") == uid)
            ? ActionResult.Nothing
            : await api.PatchAsync(
                KubeKind.ConfigMaps, Namespace(world), name, PatchKind.Merge, Owned(found.Text("metadata", "resourceVersion"), [.. owners, Owner(world.Target!)]), null, cancellation);
    }

    private static JsonObject Build(JsonObject target, string name, JsonObject source)
    {
        var snapshot = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = target.Text("metadata", "namespace"),
                ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh },
                ["ownerReferences"] = new JsonArray(Owner(target)),
            },
            ["immutable"] = true,
        };
        foreach (var (member, content) in ConfigContent.Of(source))
        {
            snapshot[member] = content!.DeepClone();
        }

        return snapshot;
    }

    private static JsonObject Owner(JsonObject target) => new()
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["name"] = target.Text("metadata", "name"),
        ["uid"] = target.Text("metadata", "uid"),
    };

    private static JsonObject Owned(string? version, IEnumerable<JsonObject> owners) => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = version, ["ownerReferences"] = new JsonArray([.. owners.Select(owner => owner.DeepClone())]) },
    };

    private static KubeResult Changed(string sentence) => new(409, null, "Conflict", sentence);

    private static string Namespace(RolloutWorld world) => world.Seen.Key.Namespace;
}
