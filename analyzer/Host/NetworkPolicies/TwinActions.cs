using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.NetworkPolicies;

/// <summary>Effects on the twins. One of a name that is not ours is left as it is: the planner says so.</summary>
internal sealed class TwinActions(IKubeApi api)
{
    public async Task<KubeResult> EnsureAsync(PolicyWorld world, CancellationToken cancellation)
    {
        foreach (var wanted in world.Wanted)
        {
            var result = await EnsureAsync(world.Of(wanted), wanted, cancellation);
            if (!result.Ok)
            {
                return result;
            }
        }

        return await DeleteAsync(world.Stale, cancellation);
    }

    public Task<KubeResult> RemoveAsync(PolicyWorld world, CancellationToken cancellation) => DeleteAsync(world.Found, cancellation);

    private Task<KubeResult> EnsureAsync(JsonObject? found, JsonObject wanted, CancellationToken cancellation)
    {
        var ns = wanted.Text("metadata", "namespace");
        if (found is null)
        {
            // Not forgiven if another's is there: without its policy no pod of the copy may start.
            return api.CreateAsync(KubeKind.NetworkPolicies, ns, wanted, cancellation);
        }

        if (PolicyWorld.IsAs(found, wanted))
        {
            return Task.FromResult(ActionResult.Nothing);
        }

        var next = (JsonObject)found.DeepClone();
        next["spec"] = wanted["spec"]!.DeepClone();
        return api.UpdateAsync(KubeKind.NetworkPolicies, ns, wanted.Text("metadata", "name")!, next, cancellation);
    }

    private async Task<KubeResult> DeleteAsync(IEnumerable<JsonObject> twins, CancellationToken cancellation)
    {
        foreach (var twin in twins)
        {
            var (ns, name) = (twin.Text("metadata", "namespace"), twin.Text("metadata", "name")!);
            var result = ActionResult.Forgive(await api.DeleteAsync(KubeKind.NetworkPolicies, ns, name, new(Uid: twin.Text("metadata", "uid")), cancellation));
            if (!result.Ok)
            {
                return result;
            }
        }

        return ActionResult.Nothing;
    }
}
