using System.Diagnostics;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>All writing of a tick: the actions in their order, each able to be done again, the record last (a refusal's first as well). The first
/// refusal by the API server ends it: the next tick sees the world as it then is.</summary>
internal sealed class PlanApplier(
    TargetActions target, CopyActions copy, ServiceActions services, CanaryActions canary, PolicyActions policy, RouteActions routes, TwinActions twins, ActionFuse fuse)
{
    public async Task<KubeResult> ApplyAsync(RolloutWorld world, RolloutPlan plan, CancellationToken cancellation)
    {
        var phase = world.Seen.Status.Phase.ToString();
        foreach (var action in plan.Actions)
        {
            var result = action is RolloutAction.RecordDecision ? await canary.DecideAsync(world, plan, cancellation) : await DoAsync(world, action, cancellation);
            fuse.Burn(phase, action.GetType().Name);
            if (!result.Ok)
            {
                return result;
            }

            // The object changed under the record's resourceVersion: the record is written by the next tick.
            if (action is RolloutAction.AddFinalizer or RolloutAction.RemoveFinalizer)
            {
                return result;
            }
        }

        var recorded = await canary.RecordAsync(world, plan, cancellation);
        fuse.Burn(phase, "Record");
        return recorded;
    }

    private async Task<KubeResult> DoAsync(RolloutWorld world, RolloutAction action, CancellationToken cancellation)
    {
        switch (action)
        {
            case RolloutAction.SetWeight weight when world.Route is not null:
                return await TellingAsync(world, routes.SetWeightAsync(world, weight.Weight, weight.Mirror, cancellation));
            case RolloutAction.SetWeight weight:
                policy.SetWeight(world, weight.Weight, weight.Mirror);
                return ActionResult.Nothing;
            case RolloutAction.Announce announce:
                canary.Announce(world, announce);
                return ActionResult.Nothing;
            default:
                return await AskAsync(world, action, cancellation);
        }
    }

    private Task<KubeResult> AskAsync(RolloutWorld world, RolloutAction action, CancellationToken cancellation) => action switch
    {
        RolloutAction.AddFinalizer => canary.AddFinalizerAsync(world, cancellation),
        RolloutAction.RemoveFinalizer => canary.RemoveFinalizerAsync(world, cancellation),
        RolloutAction.MarkManaged => target.MarkManagedAsync(world, cancellation),
        RolloutAction.WritePlan => target.WritePlanAsync(world, cancellation),
        RolloutAction.TakeConfig take => target.TakeConfigAsync(world, take, cancellation),
        RolloutAction.KeepSnapshots => target.KeepSnapshotsAsync(world, cancellation),
        RolloutAction.RemoveSnapshots remove => target.RemoveSnapshotsAsync(world, remove, cancellation),
        RolloutAction.HandOverSnapshots over => target.HandOverSnapshotsAsync(world, over, cancellation),
        RolloutAction.EnsureApex => EnsureApexAsync(world, cancellation),
        RolloutAction.EnsureSupport => EnsureSupportAsync(world, cancellation),
        RolloutAction.Steer when world.Route is not null => TellingAsync(world, routes.WriteAsync(world, cancellation)),
        RolloutAction.Unsteer when world.Route is not null => TellingAsync(world, routes.GiveBackAsync(world, cancellation)),
        RolloutAction.Steer => services.SteerAsync(world, cancellation),
        RolloutAction.Unsteer => services.UnsteerAsync(world, world.Services, cancellation),
        RolloutAction.UnsteerShared => services.UnsteerAsync(world, world.Shared, cancellation),
        RolloutAction.EnsureTwins => TellingAsync(world, twins.EnsureAsync(world.Policies, cancellation), "a NetworkPolicy of the copy"),
        RolloutAction.RemoveTwins => twins.RemoveAsync(world.Policies, cancellation),
        RolloutAction.CreateCopy create => copy.CreateAsync(world, create, cancellation),
        RolloutAction.ScaleCopy scale => copy.ScaleAsync(world, scale, cancellation),
        RolloutAction.ReplacePods replace => copy.ReplaceAsync(world, replace, cancellation),
        RolloutAction.DeleteCopy => copy.DeleteAsync(world, cancellation),
        RolloutAction.HoldTarget hold => target.HoldAsync(world, hold, cancellation),
        RolloutAction.ResumeTarget resume => target.ResumeAsync(world, resume, cancellation),
        RolloutAction.DeleteReplicaSets delete => target.DeleteSetsAsync(world, delete, cancellation),
        RolloutAction.EmptyReplicaSet empty => target.EmptySetAsync(world, empty, cancellation),
        RolloutAction.MarkFailed failed => target.MarkFailedAsync(world, failed, cancellation),
        RolloutAction.ClearFailed => target.ClearFailedAsync(world, cancellation),
        RolloutAction.RestoreTarget => target.RestoreAsync(world, cancellation),
        RolloutAction.RemoveSupport => services.RemoveSupportAsync(world, cancellation),
        _ => throw new UnreachableException(action.GetType().Name),
    };

    // No trial needs the Service that spec.service asks for: its refusal is told and keeps nothing else from being done.
    private async Task<KubeResult> EnsureApexAsync(RolloutWorld world, CancellationToken cancellation)
    {
        var result = await services.EnsureApexAsync(world, cancellation);
        return canary.TellRefusal(world, result, "the Service that spec.service asks for") ? ActionResult.Nothing : result;
    }

    // Without its route nothing is split: whoever installed us has to hear why it is not written.
    private async Task<KubeResult> TellingAsync(RolloutWorld world, Task<KubeResult> write, string what = "the route")
    {
        var result = await write;
        canary.TellRefusal(world, result, what);
        return result;
    }

    private async Task<KubeResult> EnsureSupportAsync(RolloutWorld world, CancellationToken cancellation)
    {
        var result = await services.EnsureSupportAsync(world, cancellation);
        canary.TellRefusal(world, result, "what a trial needs beside the copy");
        return result;
    }
}
