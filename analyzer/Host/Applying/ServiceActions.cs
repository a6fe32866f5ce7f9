using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Effects on Services and on the CA ConfigMap of the target's namespace.</summary>
internal sealed class ServiceActions(IKubeApi api, ClusterCaches caches, Func<string?> caBundle)
{
    public async Task<KubeResult> EnsureSupportAsync(RolloutWorld world, CancellationToken cancellation)
    {
        foreach (var wanted in world.Labels is null ? [] : Support.Wanted(world.Canary, world.Target!, world.Labels, world.Sides, world.Route is not null))
        {
            var result = await EnsureAsync(world, wanted, cancellation);
            if (!result.Ok)
            {
                return result;
            }
        }

        return await EnsureCaAsync(world.Seen.Key.Namespace, cancellation);
    }

    /// <summary>One of the team's own is left as it is; one that they took over no longer goes with the target.</summary>
    public async Task<KubeResult> EnsureApexAsync(RolloutWorld world, CancellationToken cancellation)
    {
        if (world.WantedApex is not { } wanted)
        {
            return ActionResult.Nothing;
        }

        var ns = world.Seen.Key.Namespace;
        var name = wanted.Text("metadata", "name")!;
        if (caches.Services.Get(ns, name) is not { } found)
        {
            return ActionResult.Forgive(await api.CreateAsync(KubeKind.Services, ns, wanted, cancellation));
        }

        var patch = ApexReader.IsMade(found, world.Target!) ? Renewed(world, wanted) : ApexReader.IsTaken(found, world.Target!) ? Released(found, world.Target!) : null;
        if (patch is null)
        {
            return ActionResult.Nothing;
        }

        // Whoever takes it over in between is not overwritten.
        patch["metadata"]!["resourceVersion"] = found.Text("metadata", "resourceVersion");
        return ActionResult.Forgive(await api.PatchAsync(KubeKind.Services, ns, name, PatchKind.Merge, patch, null, cancellation));
    }

    /// <summary>The CA bundle where the proxies of a namespace mount it; optional for them, so nothing waits for it.</summary>
    public async Task<KubeResult> EnsureCaAsync(string ns, CancellationToken cancellation)
    {
        if (caBundle() is not { Length: > 0 } bundle)
        {
            return ActionResult.Nothing;
        }

        var data = new JsonObject { [Installation.CaKey] = bundle };
        var patched = await api.PatchAsync(
            KubeKind.ConfigMaps, ns, Installation.CaConfigMap, PatchKind.Merge, new JsonObject { ["data"] = data.DeepClone() }, null, cancellation);
        return patched.NotFound
            ? ActionResult.Forgive(await api.CreateAsync(
                KubeKind.ConfigMaps,
                ns,
                new()
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "ConfigMap",
                    ["metadata"] = new JsonObject { ["name"] = Installation.CaConfigMap, ["namespace"] = ns, ["labels"] = new JsonObject { [OurLabels.ManagedBy] = OurLabels.CanaryMesh } },
                    ["data"] = data,
                },
                cancellation))
            : patched;
    }

    public async Task<KubeResult> SteerAsync(RolloutWorld world, CancellationToken cancellation)
    {
        foreach (var (service, patch) in ServicePatches.Steer(world.Apex))
        {
            var result = await api.PatchAsync(KubeKind.Services, world.Seen.Key.Namespace, service, PatchKind.Merge, patch, null, cancellation);
            if (!result.Ok)
            {
                return result;
            }
        }

        return ActionResult.Nothing;
    }

    public async Task<KubeResult> UnsteerAsync(RolloutWorld world, IReadOnlyList<JsonObject> given, CancellationToken cancellation)
    {
        foreach (var service in given)
        {
            var name = service.Text("metadata", "name")!;
            JsonNode? patch = ServicePatches.Force(service) is { } ports ? ports : ServicePatches.Unsteer(service);
            var kind = patch is JsonArray ? PatchKind.Json : PatchKind.Merge;
            var result = patch is null ? ActionResult.Nothing : await api.PatchAsync(KubeKind.Services, world.Seen.Key.Namespace, name, kind, patch, null, cancellation);
            if (!result.Ok)
            {
                return result;
            }
        }

        return ActionResult.Nothing;
    }

    public async Task<KubeResult> RemoveSupportAsync(RolloutWorld world, CancellationToken cancellation)
    {
        var ns = world.Seen.Key.Namespace;
        foreach (var track in new[] { AnnotationNames.Primary, AnnotationNames.Canary })
        {
            var name = SideNames.Service(world.Seen.Spec.Target, track);
            if (caches.Services.Get(ns, name) is { } service && ClusterCaches.ControllerUid(service) == world.Canary.Text("metadata", "uid"))
            {
                var result = ActionResult.Forgive(await api.DeleteAsync(KubeKind.Services, ns, name, new(Uid: service.Text("metadata", "uid")), cancellation));
                if (!result.Ok)
                {
                    return result;
                }
            }
        }

        // The CA stays while another workload of the namespace mounts it.
        return caches.Canaries.In(ns).Count > 1 ? ActionResult.Nothing : ActionResult.Forgive(await api.DeleteAsync(KubeKind.ConfigMaps, ns, Installation.CaConfigMap, null, cancellation));
    }

    private static JsonObject Renewed(RolloutWorld world, JsonObject wanted)
    {
        var metadata = ApexBuilder.Metadata(ServiceRequest.Of(world.Canary)).Patch();
        metadata["annotations"]![AnnotationNames.MadePorts] = wanted.Annotation(AnnotationNames.MadePorts);
        return new() { ["metadata"] = metadata, ["spec"] = new JsonObject { ["ports"] = wanted.At("spec", "ports")!.DeepClone() } };
    }

    private static JsonObject Released(JsonObject found, JsonObject target)
    {
        var others = found.Objects("metadata", "ownerReferences").Where(owner => !ApexReader.IsOwner(owner, target)).Select(owner => owner.DeepClone());
        var patch = TargetPatches.Annotate(AnnotationNames.MadePorts, null);
        patch["metadata"]!["ownerReferences"] = new JsonArray([.. others]);
        return patch;
    }

    private async Task<KubeResult> EnsureAsync(RolloutWorld world, JsonObject wanted, CancellationToken cancellation)
    {
        var ns = world.Seen.Key.Namespace;
        var name = wanted.Text("metadata", "name")!;
        if (caches.Services.Get(ns, name) is not { } found)
        {
            return ActionResult.Forgive(await api.CreateAsync(KubeKind.Services, ns, wanted, cancellation));
        }

        if (ClusterCaches.ControllerUid(found) != world.Canary.Text("metadata", "uid"))
        {
            return ActionResult.Nothing;
        }

        var spec = new JsonObject { ["selector"] = Replacing(found.At("spec", "selector") as JsonObject, (JsonObject)wanted.At("spec", "selector")!), ["ports"] = wanted.At("spec", "ports")!.DeepClone() };
        var metadata = SupportBuilder.Metadata(world.Canary, wanted.Label(AnnotationNames.Track)!).Patch();
        return await api.PatchAsync(KubeKind.Services, ns, name, PatchKind.Merge, new JsonObject { ["metadata"] = metadata, ["spec"] = spec }, null, cancellation);
    }

    // A merge patch keeps keys that it does not name: those that go away are named null.
    private static JsonObject Replacing(JsonObject? before, JsonObject wanted)
    {
        var patch = (JsonObject)wanted.DeepClone();
        foreach (var key in (before ?? []).Select(pair => pair.Key).Where(key => !wanted.ContainsKey(key)))
        {
            patch[key] = null;
        }

        return patch;
    }
}
