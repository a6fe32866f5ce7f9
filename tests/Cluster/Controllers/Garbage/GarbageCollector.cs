using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Garbage;

/// <summary>Removes objects whose owners are gone, and carries out foreground and orphan deletion.</summary>
internal sealed class GarbageCollector
{
    private static readonly Identity Actor = Identity.ServiceAccount("kube-system", "generic-garbage-collector");

    private readonly IClusterApi api;
    private readonly KindCatalog catalog;
    private readonly OwnerIndex index = new();

    public GarbageCollector(Feeds feeds, IClusterApi api, KindCatalog catalog, TimeProvider time, ILogger log)
    {
        this.api = api;
        this.catalog = catalog;
        Loop = new ControlLoop<GarbageItem>("garbage-collector", 8, time, log, ReconcileAsync);
        feeds.OnEveryKind(OnChange);
    }

    public ControlLoop<GarbageItem> Loop { get; }

    private async Task ReconcileAsync(GarbageItem item, CancellationToken cancel)
    {
        if (api.Get(item.Kind, item.Namespace, item.Name) is not { } found || found.Uid() != item.Uid)
        {
            return;
        }

        if (Finalizers.OrphansDependents(found))
        {
            await OrphanAsync(item, found, cancel);
        }
        else if (Finalizers.WaitsForDependents(found))
        {
            await ClearDependentsAsync(item, found, cancel);
        }
        else if (!found.BeingDeleted() && Owner.Of(found).Any())
        {
            await JudgeAsync(item, found, cancel);
        }
    }

    private async Task JudgeAsync(GarbageItem item, JsonObject found, CancellationToken cancel)
    {
        var owners = Judge(found);
        if (owners.Solid.Count > 0)
        {
            var gone = owners.Dangling.Concat(owners.Waiting).Select(r => r.Text("uid")).ToHashSet();
            if (gone.Count > 0)
            {
                await api.UpdateAsync(item.Kind, Owner.Without(found, r => gone.Contains(r.Text("uid"))), null, Actor, cancel);
            }

            return;
        }

        var foreground = owners.Waiting.Count > 0 && index.DependentsOf(item.Uid).Count > 0;
        await DeleteAsync(item, foreground ? "Foreground" : Wished(found), cancel);
    }

    private static string Wished(JsonObject found) =>
        found.Finalizers().Contains(Finalizers.Orphan) ? "Orphan"
        : found.Finalizers().Contains(Finalizers.Foreground) ? "Foreground" : "Background";

    private OwnerVerdict Judge(JsonObject found)
    {
        List<JsonObject> solid = [], dangling = [], waiting = [];
        foreach (var reference in Owner.Of(found))
        {
            // A kind that is not served here may yet come; its objects keep what they own.
            var kind = catalog.Find(reference.Text("apiVersion"), reference.Text("kind"));
            var owner = kind is null ? null : api.Get(kind.Resource, kind.Namespaced ? found.Namespace() : null, reference.Text("name") ?? "");
            var list = kind is null ? solid
                : owner?.Uid() != reference.Text("uid") ? dangling
                : owner is not null && Finalizers.WaitsForDependents(owner) ? waiting : solid;
            list.Add(reference);
        }

        return new OwnerVerdict(solid, dangling, waiting);
    }

    private async Task OrphanAsync(GarbageItem item, JsonObject found, CancellationToken cancel)
    {
        foreach (var (kind, dependent) in FindDependents(item))
        {
            await api.UpdateAsync(kind, Owner.Without(dependent, r => r.Text("uid") == item.Uid), null, Actor, cancel);
        }

        await api.UpdateAsync(item.Kind, Finalizers.Without(found, Finalizers.Orphan), null, Actor, cancel);
    }

    private async Task ClearDependentsAsync(GarbageItem item, JsonObject found, CancellationToken cancel)
    {
        var dependents = FindDependents(item).ToList();
        var blocking = dependents.Exists(d => Owner.Of(d.Object).Any(r => r.Text("uid") == item.Uid && r.Flag("blockOwnerDeletion") == true));
        foreach (var (kind, dependent) in dependents.Where(d => !d.Object.BeingDeleted()))
        {
            Loop.Queue.Add(OwnerIndex.Item(kind, dependent));
        }

        if (!blocking)
        {
            await api.UpdateAsync(item.Kind, Finalizers.Without(found, Finalizers.Foreground), null, Actor, cancel);
        }
    }

    /// <summary>Asks the store, not the watches: what was made a moment ago counts as well.</summary>
    private IEnumerable<(GroupResource Kind, JsonObject Object)> FindDependents(GarbageItem owner) =>
        from kind in catalog.All
        where kind.Namespaced || owner.Namespace is null
        from o in api.List(kind.Resource, kind.Namespaced ? owner.Namespace : null).Items
        where Owner.Of(o).Any(r => r.Text("uid") == owner.Uid)
        select (kind.Resource, o);

    private async Task DeleteAsync(GarbageItem item, string propagation, CancellationToken cancel)
    {
        try
        {
            await api.DeleteAsync(item.Kind, item.Namespace, item.Name, item.Uid, null, propagation, Actor, cancel);
        }
        catch (ApiException e) when (e.Code == 404)
        {
            // Somebody else was faster.
        }
    }

    private void OnChange(GroupResource kind, ObjectChange change)
    {
        index.Note(kind, change);
        if (change.New is { } now)
        {
            if (now.BeingDeleted() ? Finalizers.OrphansDependents(now) || Finalizers.WaitsForDependents(now) : Owner.Of(now).Any())
            {
                Loop.Queue.Add(OwnerIndex.Item(kind, now));
            }

            EnqueueFormerOwners(change);
            return;
        }

        foreach (var dependent in index.DependentsOf(change.Latest.Uid()))
        {
            Loop.Queue.Add(dependent);
        }

        EnqueueOwners(change.Latest);
    }

    /// <summary>An owner that waits for its dependents may be done when one of them goes.</summary>
    private void EnqueueOwners(JsonObject dependent)
    {
        foreach (var reference in Owner.Of(dependent))
        {
            if (catalog.Find(reference.Text("apiVersion"), reference.Text("kind")) is { } kind)
            {
                Loop.Queue.Add(new GarbageItem(
                    kind.Resource, kind.Namespaced ? dependent.Namespace() : null, reference.Text("name") ?? "", reference.Text("uid") ?? ""));
            }
        }
    }

    private void EnqueueFormerOwners(ObjectChange change)
    {
        if (change is { Old: { } before, New: { } now } && Owner.Of(before).Count() > Owner.Of(now).Count())
        {
            EnqueueOwners(before);
        }
    }
}
