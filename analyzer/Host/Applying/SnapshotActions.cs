using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Effects on the snapshots of a target's configuration. Each is immutable, owned by the target, and gone with it.</summary>
internal sealed class SnapshotActions(IKubeApi api, PinKey key)
{
    private readonly PinActions _pins = new(api, key);

    /// <summary>There before any plan names them. What changed since it was hashed is a new tick.</summary>
    public async Task<KubeResult> EnsureAsync(RolloutWorld world, IReadOnlyDictionary<string, string> config, bool asFarAsPossible, CancellationToken cancellation)
    {
        foreach (var (key, hash) in config.Where(pair => pair.Value != ConfigKeys.Absent))
        {
            var result = ConfigKeys.ConfigMap(key) is { } name ? await EnsureAsync(world, name, hash, cancellation)
                : ConfigKeys.Secret(key) is { } secret ? await _pins.EnsureAsync(world, secret, hash, cancellation)
                : ActionResult.Nothing;
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

    /// <summary>A ReplicaSet that was kept for a rollback needs them after we have left; no name of ours stays behind without one.</summary>
    public async Task<KubeResult> HandOverAsync(RolloutWorld world, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        foreach (var name in names)
        {
            var found = await api.GetAsync(KubeKind.ConfigMaps, Namespace(world), name, cancellation);
            if (found.Object is { } snapshot && snapshot.Label(OurLabels.ManagedBy) == OurLabels.CanaryMesh && SnapshotOwners.Heirs(world, snapshot) is { } heirs)
            {
                var version = snapshot.Text("metadata", "resourceVersion");
                var result = await api.PatchAsync(KubeKind.ConfigMaps, Namespace(world), name, PatchKind.Merge, SnapshotOwners.Patch(version, heirs), null, cancellation);
                if (!result.Ok)
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
            : api.PatchAsync(KubeKind.ConfigMaps, Namespace(world), name, PatchKind.Merge, SnapshotOwners.Patch(version, others), null, cancellation);
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

    private async Task<KubeResult> AdoptAsync(RolloutWorld world, string name, JsonObject found, string hash, CancellationToken cancellation)
    {
        if (found.Label(OurLabels.ManagedBy) != OurLabels.CanaryMesh || ConfigContent.Hash(found) != hash)
        {
            return Changed($"ConfigMap {name} exists and is not ours");
        }

        return SnapshotOwners.With(found, world.Target!) is not { } owners
            ? ActionResult.Nothing
            : await api.PatchAsync(
                KubeKind.ConfigMaps, Namespace(world), name, PatchKind.Merge, SnapshotOwners.Patch(found.Text("metadata", "resourceVersion"), owners), null, cancellation);
    }

    private static JsonObject Build(JsonObject target, string name, JsonObject source)
    {
        var snapshot = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = SnapshotOwners.Metadata(name, target.Text("metadata", "namespace"), SnapshotOwners.Target(target)),
            ["immutable"] = true,
        };
        foreach (var (member, content) in ConfigContent.Of(source))
        {
            snapshot[member] = content!.DeepClone();
        }

        return snapshot;
    }

    public static KubeResult Changed(string sentence) => new(409, null, "Conflict", sentence);

    private static string Namespace(RolloutWorld world) => world.Seen.Key.Namespace;
}
