using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Applying;

/// <summary>Effects on route objects. Each write carries the resource version of the object that it was made of.</summary>
internal sealed class RouteActions(IKubeApi api)
{
    private const int Unprocessable = 422;

    /// <summary>A share for a route that is ours already, or was until somebody replaced it: before the sides have pods there is none, and nobody
    /// may be led there.</summary>
    public Task<KubeResult> SetWeightAsync(RolloutWorld world, int weight, int mirror, CancellationToken cancellation) =>
        world.Route!.Read().IsMarked || world.Seen.Routes.ForeignEdit is not null ? WriteAsync(world, weight, mirror, cancellation) : Task.FromResult(ActionResult.Nothing);

    /// <summary>The whole route at the share that it has, made if there is none.</summary>
    public Task<KubeResult> WriteAsync(RolloutWorld world, CancellationToken cancellation)
    {
        var reading = world.Route!.Read();
        return WriteAsync(world, (reading.IsMarked ? reading.Weight : null) ?? world.Seen.Weight, reading.Mirror, cancellation);
    }

    /// <summary>What we made goes, what we found becomes what it was.</summary>
    public async Task<KubeResult> GiveBackAsync(RolloutWorld world, CancellationToken cancellation)
    {
        var route = world.Route!;
        foreach (var (kind, found) in route.Present.ToList())
        {
            var name = found.Text("metadata", "name")!;
            var result = route.Provider.Restore(found) switch
            {
                RouteReturn.Delete => ActionResult.Forgive(await api.DeleteAsync(kind, route.Intent.Namespace, name, new(Uid: found.Text("metadata", "uid")), cancellation)),
                RouteReturn.Rewrite rewrite => await api.UpdateAsync(kind, route.Intent.Namespace, name, rewrite.Body, cancellation),
                _ => ActionResult.Nothing,
            };
            if (!result.Ok)
            {
                return result;
            }

            route.Removed(kind, name);
        }

        return ActionResult.Nothing;
    }

    private async Task<KubeResult> WriteAsync(RolloutWorld world, int weight, int mirror, CancellationToken cancellation)
    {
        var route = world.Route!;
        var plan = route.Desired(route.Intent.At(world.Seen, weight, mirror));
        if (plan.Faults.Count > 0 && route.Read() is { IsMarked: true } reading && reading.Weight != weight)
        {
            // A share that cannot be written must not count as given.
            return new(Unprocessable, null, "Invalid", string.Join("; ", plan.Faults));
        }

        foreach (var due in route.Due(plan).ToList())
        {
            var name = RouteWorld.Name(due);
            var result = route.Find(due.Kind, name) is null
                ? await api.CreateAsync(due.Kind, route.Intent.Namespace, due.Body, cancellation)
                : await api.UpdateAsync(due.Kind, route.Intent.Namespace, name, due.Body, cancellation);
            if (result is not { Ok: true, Object: { } written })
            {
                return result;
            }

            written.AsObject().At("metadata")?.AsObject().Remove("managedFields");
            route.Wrote(due, written);
        }

        return ActionResult.Nothing;
    }
}
