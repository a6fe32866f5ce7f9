using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>One look at one Deployment: what is found decides the one step taken.</summary>
internal sealed class DeploymentRound(DeploymentBench bench, JsonObject found, CancellationToken cancel)
{
    private readonly DeploymentRecord record = new(bench, found, cancel);

    private DeploymentSpec Spec => record.Spec;

    /// <summary>When to look again without being told.</summary>
    public async Task<TimeSpan?> RunAsync()
    {
        if (LabelSelector.IsEmpty(found.Object("spec", "selector")))
        {
            return await RefuseEverythingAsync();
        }

        var sets = new ReplicaSetShelf(bench, record, await ClaimAsync(), cancel);
        if (found.BeingDeleted())
        {
            sets.FindCurrent();
            return await record.WriteCountedAsync(sets);
        }

        await record.NotePauseAsync();
        if (Spec.Paused)
        {
            return await SyncAsync(sets);
        }

        await sets.SyncRevisionAsync(create: false);
        if (Scaling.IsScaled(Spec, sets.All))
        {
            return await SyncAsync(sets);
        }

        return Spec.Rolling ? await RollAsync(sets) : await RecreateAsync(sets);
    }

    private async Task<TimeSpan?> SyncAsync(ReplicaSetShelf sets)
    {
        await sets.SyncRevisionAsync(create: false);
        await ScaleAsync(sets);
        if (Spec.Paused)
        {
            await sets.CleanUpAsync();
        }

        return await record.WriteCountedAsync(sets);
    }

    private async Task ScaleAsync(ReplicaSetShelf sets)
    {
        if (Scaling.ActiveOrLatest(sets.Current, sets.Old) is { } only)
        {
            if (only.Wished != Spec.Replicas)
            {
                await sets.ResizeAsync(new SizeChange(only, Spec.Replicas));
            }

            return;
        }

        if (Scaling.IsSaturated(Spec, sets.Current))
        {
            await sets.ResizeAsync(sets.Old.Where(s => s.Wished > 0).Select(s => new SizeChange(s, 0)));
        }
        else if (Spec.Rolling)
        {
            await sets.ResizeAsync(Scaling.Proportional(Spec, record.Status.Replicas, sets.All));
        }
    }

    private async Task<TimeSpan?> RollAsync(ReplicaSetShelf sets)
    {
        var current = await sets.SyncRevisionAsync(create: true) ?? throw new InvalidOperationException("A roll needs its ReplicaSet.");
        var size = current.Wished > Spec.Replicas ? Spec.Replicas : RollingMath.NewSize(Spec, sets.All.Sum(s => s.Wished), current.Wished);
        if (!await sets.ResizeIfOtherAsync(current, size) && !await ShrinkOldAsync(sets) && IsDone())
        {
            await sets.CleanUpAsync();
        }

        return await record.WriteJudgedAsync(sets);
    }

    private async Task<bool> ShrinkOldAsync(ReplicaSetShelf sets)
    {
        if (sets.Current is not { } current || sets.Old.Sum(s => s.Wished) == 0)
        {
            return false;
        }

        var most = RollingMath.MostScaledDown(Spec, sets.All.Sum(s => s.Wished), current);
        if (most <= 0)
        {
            return false;
        }

        var unhealthy = RollingMath.DropUnhealthy(sets.Old, most);
        await sets.ResizeAsync(unhealthy);
        var replaced = RollingMath.DropReplaced(Spec, RollingMath.Serving(sets.All), sets.Old);
        await sets.ResizeAsync(replaced);
        return unhealthy.Count + replaced.Count > 0;
    }

    private async Task<TimeSpan?> RecreateAsync(ReplicaSetShelf sets)
    {
        await sets.SyncRevisionAsync(create: false);
        var full = sets.Old.Where(s => s.Wished > 0).Select(s => new SizeChange(s, 0)).ToList();
        await sets.ResizeAsync(full);
        if (full.Count > 0 || OldPodsRun(sets))
        {
            return await record.WriteJudgedAsync(sets);
        }

        var current = await sets.SyncRevisionAsync(create: true) ?? throw new InvalidOperationException("A roll needs its ReplicaSet.");
        await sets.ResizeIfOtherAsync(current, Spec.Replicas);
        if (IsDone())
        {
            await sets.CleanUpAsync();
        }

        return await record.WriteJudgedAsync(sets);
    }

    private bool IsDone() => Progress.IsComplete(Spec, record.Generation, record.Status);

    private bool OldPodsRun(ReplicaSetShelf sets)
    {
        if (sets.Old.Any(s => s.Replicas > 0))
        {
            return true;
        }

        var old = sets.Old.Select(s => s.Uid).ToHashSet();
        return bench.Api.List(Resources.Pods, found.Namespace()).Items
            .Any(p => Owner.Controller(p).Text("uid") is { } uid && old.Contains(uid) && !PodState.IsTerminal(p));
    }

    private async Task<IEnumerable<ReplicaSetState>> ClaimAsync()
    {
        var claimed = await bench.Claim.ClaimAsync(found, bench.Api.List(Resources.ReplicaSets, found.Namespace()).Items, cancel);
        return claimed.Select(ReplicaSetState.Of);
    }

    private async Task<TimeSpan?> RefuseEverythingAsync()
    {
        bench.Events.Warning(ControllerKind.Deployment, found, "SelectingAll", "This deployment is selecting all pods. A non-empty selector is required.");
        await record.WriteAsync(record.Status with { ObservedGeneration = record.Generation });
        return null;
    }
}
