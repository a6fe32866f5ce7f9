using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Effects on the target Deployment and its ReplicaSets.</summary>
internal sealed class TargetActions(IKubeApi api, MarkWatch marks, TimeProvider time, PinKey key)
{
    private readonly SnapshotActions _snapshots = new(api, key);

    public Task<KubeResult> MarkManagedAsync(RolloutWorld world, CancellationToken cancellation) =>
        PatchAsync(world, PatchKind.Merge, TargetPatches.Annotate(AnnotationNames.Managed, "true"), null, cancellation);

    public async Task<KubeResult> WritePlanAsync(RolloutWorld world, CancellationToken cancellation)
    {
        if (TargetPatches.Plan(world.Target!, world.Plan) is not { } patch)
        {
            return ActionResult.Nothing;
        }

        var isNews = !PlannedConfig.IsSame(PlannedConfig.Of(world.Plan), Planned(world));
        var kept = isNews ? await _snapshots.EnsureAsync(world, PlannedConfig.Of(world.Plan), false, cancellation) : ActionResult.Nothing;
        return kept.Ok ? await PatchAsync(world, PatchKind.Json, patch, null, cancellation) : kept;
    }

    public async Task<KubeResult> TakeConfigAsync(RolloutWorld world, RolloutAction.TakeConfig action, CancellationToken cancellation)
    {
        if (world.Config is not { } config)
        {
            return ActionResult.Nothing;
        }

        // What the plan named before needs no new snapshot, and may be all that is left of its content.
        var planned = Planned(world);
        var news = config.Where(pair => planned.GetValueOrDefault(pair.Key) != pair.Value).ToDictionary(pair => pair.Key, pair => pair.Value);
        var kept = await _snapshots.EnsureAsync(world, news, false, cancellation);
        return kept.Ok ? await PatchAsync(world, PatchKind.Json, TargetPatches.Config(world.Target!, config, action), null, cancellation) : kept;
    }

    public Task<KubeResult> KeepSnapshotsAsync(RolloutWorld world, CancellationToken cancellation) => _snapshots.EnsureAsync(world, Planned(world), true, cancellation);

    public Task<KubeResult> RemoveSnapshotsAsync(RolloutWorld world, RolloutAction.RemoveSnapshots action, CancellationToken cancellation) =>
        _snapshots.RemoveAsync(world, action.Names, cancellation);

    public Task<KubeResult> HandOverSnapshotsAsync(RolloutWorld world, RolloutAction.HandOverSnapshots action, CancellationToken cancellation) =>
        _snapshots.HandOverAsync(world, action.Names, cancellation);

    public Task<KubeResult> HoldAsync(RolloutWorld world, RolloutAction.HoldTarget action, CancellationToken cancellation) =>
        PatchAsync(world, PatchKind.Merge, TargetPatches.Hold(action.ResourceVersion, action.Hash), null, cancellation);

    public Task<KubeResult> ResumeAsync(RolloutWorld world, RolloutAction.ResumeTarget action, CancellationToken cancellation) =>
        PatchAsync(world, PatchKind.Merge, TargetPatches.Resume(action.ResourceVersion), null, cancellation);

    /// <summary>A conflict is a new tick, which marks at once. What else the API server refuses keeps nothing else from being done.</summary>
    public async Task<KubeResult> MarkFailedAsync(RolloutWorld world, RolloutAction.MarkFailed action, CancellationToken cancellation)
    {
        var patch = TargetPatches.Failed(world.Target!.Text("metadata", "resourceVersion"), action.Message, time.GetUtcNow());
        var result = await PatchAsync(world, PatchKind.Strategic, patch, "status", cancellation);
        if (result.IsConflict)
        {
            marks.Refused(world.Seen.Key);
        }

        return result.Code is >= 400 and < 500 && !result.IsConflict ? ActionResult.Nothing : result;
    }

    public Task<KubeResult> ClearFailedAsync(RolloutWorld world, CancellationToken cancellation) =>
        PatchAsync(world, PatchKind.Strategic, TargetPatches.NotFailed(), "status", cancellation);

    public Task<KubeResult> RestoreAsync(RolloutWorld world, CancellationToken cancellation)
    {
        var primary = world.Sets.Where(set => set.Hash == world.Seen.Primary).MaxBy(set => (set.Created, set.Revision))?.Template;
        return PatchAsync(world, PatchKind.Json, TargetPatches.Restore(world.Target!, primary), null, cancellation);
    }

    public async Task<KubeResult> DeleteSetsAsync(RolloutWorld world, RolloutAction.DeleteReplicaSets action, CancellationToken cancellation)
    {
        foreach (var set in world.Sets.Where(set => action.Names.Contains(set.Name)))
        {
            var result = await api.DeleteAsync(KubeKind.ReplicaSets, Namespace(world), set.Name, new(Uid: set.Uid, ResourceVersion: set.ResourceVersion), cancellation);
            if (!result.Ok && !result.NotFound)
            {
                return result;
            }
        }

        return ActionResult.Nothing;
    }

    /// <summary>Only the set that was seen: run late, this would empty what serves by then.</summary>
    public async Task<KubeResult> EmptySetAsync(RolloutWorld world, RolloutAction.EmptyReplicaSet action, CancellationToken cancellation)
    {
        if (world.Sets.FirstOrDefault(set => set.Name == action.Name) is not { } seen)
        {
            return ActionResult.Nothing;
        }

        var patch = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = seen.ResourceVersion }, ["spec"] = new JsonObject { ["replicas"] = 0 } };
        return await api.PatchAsync(KubeKind.ReplicaSets, Namespace(world), action.Name, PatchKind.Merge, patch, "scale", cancellation);
    }

    private Task<KubeResult> PatchAsync(RolloutWorld world, PatchKind kind, JsonNode patch, string? subresource, CancellationToken cancellation) =>
        api.PatchAsync(KubeKind.Deployments, Namespace(world), world.Seen.Spec.Target, kind, patch, subresource, cancellation);

    private static IReadOnlyDictionary<string, string> Planned(RolloutWorld world) =>
        PlannedConfig.Of(world.Target.At("spec", "template") is JsonObject template ? PortPlan.OfTemplate(template) : null);

    private static string Namespace(RolloutWorld world) => world.Seen.Key.Namespace;
}
