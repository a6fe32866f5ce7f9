using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Effects on the copy on trial.</summary>
internal sealed class CopyActions(IKubeApi api)
{
    public async Task<KubeResult> CreateAsync(RolloutWorld world, RolloutAction.CreateCopy action, CancellationToken cancellation)
    {
        // The template that is tried is the template that was hashed: anything newer is a new tick.
        if (world.Seen.Target?.TemplateHash != action.Hash || world.Labels is null)
        {
            return ActionResult.Nothing;
        }

        var copy = CopyBuilder.Build(world.Target!, world.Canary, world.Labels, action.Hash, action.Replicas);
        return ActionResult.Forgive(await api.CreateAsync(KubeKind.Deployments, world.Seen.Key.Namespace, copy, cancellation));
    }

    public Task<KubeResult> ScaleAsync(RolloutWorld world, RolloutAction.ScaleCopy action, CancellationToken cancellation) => api.PatchAsync(
        KubeKind.Deployments,
        world.Seen.Key.Namespace,
        CopyBuilder.CopyName(world.Seen.Spec.Target),
        PatchKind.Merge,
        new JsonObject { ["spec"] = new JsonObject { ["replicas"] = action.Replicas } },
        null,
        cancellation);

    public async Task<KubeResult> ReplaceAsync(RolloutWorld world, RolloutAction.ReplacePods action, CancellationToken cancellation)
    {
        foreach (var pod in world.CopyPods.Where(pod => action.Names.Contains(pod.Name)))
        {
            var result = ActionResult.Forgive(await api.DeleteAsync(KubeKind.Pods, world.Seen.Key.Namespace, pod.Name, new(Uid: pod.Uid), cancellation));
            if (!result.Ok)
            {
                return result;
            }
        }

        return ActionResult.Nothing;
    }

    public async Task<KubeResult> DeleteAsync(RolloutWorld world, CancellationToken cancellation) => world.Copy is null
        ? ActionResult.Nothing
        : ActionResult.Forgive(await api.DeleteAsync(
            KubeKind.Deployments,
            world.Seen.Key.Namespace,
            CopyBuilder.CopyName(world.Seen.Spec.Target),
            new(Uid: world.Copy.Text("metadata", "uid")),
            cancellation));
}
