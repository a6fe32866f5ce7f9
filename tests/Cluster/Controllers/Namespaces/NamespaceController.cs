using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Namespaces;

/// <summary>Empties namespaces that are being deleted, then lets them go.</summary>
internal sealed class NamespaceController
{
    private const string Finalizer = "kubernetes";

    private static readonly Identity Actor = Identity.ServiceAccount("kube-system", "namespace-controller");

    private readonly IClusterApi api;
    private readonly KindCatalog catalog;
    private readonly TimeProvider time;

    public NamespaceController(Feeds feeds, IClusterApi api, KindCatalog catalog, TimeProvider time, ILogger log)
    {
        this.api = api;
        this.catalog = catalog;
        this.time = time;
        Loop = new ControlLoop<ObjectKey>("namespace-controller", 4, time, log, ReconcileAsync);
        feeds.OnEveryKind(OnChange);
    }

    public ControlLoop<ObjectKey> Loop { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        if (api.Get(Resources.Namespaces, null, key.Name) is not { } found || !found.BeingDeleted()
            || found.Array("spec", "finalizers")?.Any(f => f.Text() == Finalizer) != true)
        {
            return;
        }

        var fault = await EmptyAsync(key.Name, cancel);
        var remains = new NamespaceRemains(Contents(key.Name), fault);
        var written = await WriteAsync(found, remains, cancel);
        if (remains.IsEmpty)
        {
            await ReleaseAsync(written, cancel);
        }
    }

    private async Task<string?> EmptyAsync(string name, CancellationToken cancel)
    {
        string? fault = null;
        foreach (var (kind, content) in Contents(name).Where(c => !c.Object.BeingDeleted()))
        {
            try
            {
                await api.DeleteAsync(kind, name, content.Name(), content.Uid(), null, "Background", Actor, cancel);
            }
            catch (ApiException e) when (e.Code is 404 or 409)
            {
                // Gone or replaced meanwhile; the next look tells.
            }
            catch (ApiException e)
            {
                fault ??= e.Message;
            }
        }

        return fault;
    }

    private List<(GroupResource Kind, JsonObject Object)> Contents(string name) =>
    [
        .. from kind in catalog.All
           where kind.Namespaced && kind.Resource != Resources.Events
           from o in api.List(kind.Resource, name).Items
           select (kind.Resource, o),
    ];

    private async Task<JsonObject> WriteAsync(JsonObject found, NamespaceRemains remains, CancellationToken cancel)
    {
        var conditions = remains.Conditions(found, time.GetUtcNow());
        if (JsonAccess.Same(found.At("status", "conditions"), conditions))
        {
            return found;
        }

        var copy = found.Copy();
        copy["status"] = new JsonObject { ["phase"] = "Terminating", ["conditions"] = conditions };
        return await api.UpdateAsync(Resources.Namespaces, copy, "status", Actor, cancel);
    }

    private async Task ReleaseAsync(JsonObject found, CancellationToken cancel)
    {
        foreach (var told in api.List(Resources.Events, found.Name()).Items)
        {
            await api.DeleteAsync(Resources.Events, found.Name(), told.Name(), null, null, null, Actor, cancel);
        }

        var copy = found.Copy();
        var kept = found.Array("spec", "finalizers")?.Select(f => f.Text()).Where(f => f != Finalizer).Select(f => (JsonNode?)f).ToArray() ?? [];
        copy.Ensure("spec")["finalizers"] = new JsonArray(kept);
        await api.UpdateAsync(Resources.Namespaces, copy, "finalize", Actor, cancel);
    }

    private void OnChange(GroupResource kind, ObjectChange change)
    {
        if (kind == Resources.Namespaces)
        {
            Loop.Queue.Add(ObjectKey.Of(change.Latest));
        }
        else if (kind != Resources.Events && change.Latest.Namespace() is { } name && api.Get(Resources.Namespaces, null, name)?.BeingDeleted() == true)
        {
            Loop.Queue.Add(new ObjectKey(null, name));
        }
    }
}
