using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Makes the snapshots of pinned Secrets: first the marker, which the target owns, then the immutable Secret, which the marker owns. What a
/// Secret holds is never part of a result. A conflict is tried again at once, so what may last is none.</summary>
internal sealed class PinActions(IKubeApi api, PinKey key)
{
    public async Task<KubeResult> EnsureAsync(RolloutWorld world, string secret, string hash, CancellationToken cancellation)
    {
        var marker = await MarkAsync(world, secret, hash, cancellation);
        var result = marker.Object is { } owner ? await CopyAsync(world, secret, hash, owner, cancellation) : marker;
        return result with { Object = null };
    }

    private async Task<KubeResult> MarkAsync(RolloutWorld world, string secret, string hash, CancellationToken cancellation)
    {
        var name = ConfigKeys.Snapshot(secret, hash);
        var found = await api.GetAsync(KubeKind.ConfigMaps, Namespace(world), name, cancellation);
        if (found.NotFound)
        {
            return await api.CreateAsync(KubeKind.ConfigMaps, Namespace(world), Marker(world.Target!, name, secret, hash), cancellation);
        }

        if (found.Object is not { } there)
        {
            return found;
        }

        return ConfigMarker.HashOf(there) != hash ? SnapshotActions.Changed($"ConfigMap {name} exists and is not ours")
            : SnapshotOwners.With(there, world.Target!) is not { } owners ? found
            : await api.PatchAsync(
                KubeKind.ConfigMaps, Namespace(world), name, PatchKind.Merge, SnapshotOwners.Patch(there.Text("metadata", "resourceVersion"), owners), null, cancellation);
    }

    private async Task<KubeResult> CopyAsync(RolloutWorld world, string secret, string hash, JsonObject marker, CancellationToken cancellation)
    {
        var name = ConfigKeys.Snapshot(secret, hash);
        var found = await api.GetAsync(KubeKind.SecretMetadata, Namespace(world), name, cancellation);
        if (!found.NotFound)
        {
            return !found.Ok || IsOf(marker, found.Object!) ? found : new(409, null, "AlreadyExists", $"Secret {name} exists and is not ours, or not yet gone");
        }

        var source = await api.GetAsync(KubeKind.Secrets, Namespace(world), secret, cancellation);
        return !source.Ok ? source
            : await key.ReadAsync(cancellation) is not { } bytes ? KubeResult.NoAnswer("the key of pinned Secrets cannot be read")
            : PinnedSecret.Hash(Namespace(world), secret, source.Object!, bytes) != hash ? SnapshotActions.Changed($"Secret {secret} changed since it was read")
            : await api.CreateAsync(KubeKind.Secrets, Namespace(world), Snapshot(marker, name, source.Object!), cancellation);
    }

    // One that an earlier marker owned is being collected.
    private static bool IsOf(JsonObject marker, JsonObject snapshot) =>
        snapshot.Label(OurLabels.ManagedBy) == OurLabels.CanaryMesh
        && snapshot.Objects("metadata", "ownerReferences").Any(owner => owner.Text("uid") == marker.Text("metadata", "uid"));

    private static JsonObject Marker(JsonObject target, string name, string secret, string hash) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = SnapshotOwners.Metadata(name, target.Text("metadata", "namespace"), SnapshotOwners.Target(target)),
        ["immutable"] = true,
        ["data"] = ConfigMarker.Data(secret, hash),
    };

    // Opaque whatever the source is: pods read the same of it, and no type's rules can refuse it.
    private static JsonObject Snapshot(JsonObject marker, string name, JsonObject source) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = SnapshotOwners.Metadata(name, source.Text("metadata", "namespace"), SnapshotOwners.Marker(marker)),
        ["type"] = "Opaque",
        ["immutable"] = true,
        ["data"] = source["data"]?.DeepClone() ?? new JsonObject(),
    };

    private static string Namespace(RolloutWorld world) => world.Seen.Key.Namespace;
}
