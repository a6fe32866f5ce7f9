using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Quotas;

/// <summary>Keeps the counts of resource quotas, from which admission refuses.</summary>
internal sealed class QuotaController
{
    private static readonly Identity Actor = Identity.ServiceAccount("kube-system", "resourcequota-controller");

    private readonly IClusterApi api;

    public QuotaController(Feeds feeds, IClusterApi api, TimeProvider time, ILogger log)
    {
        this.api = api;
        Loop = new ControlLoop<ObjectKey>("resourcequota-controller", 1, time, log, ReconcileAsync);
        feeds.OnEveryKind(OnChange);
    }

    public ControlLoop<ObjectKey> Loop { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        if (api.Get(Resources.Quotas, key.Namespace, key.Name) is not { } quota || quota.Object("spec", "hard") is not { } hard)
        {
            return;
        }

        var used = new QuotaUsage(kind => api.List(kind, key.Namespace).Items).Of(hard);
        var status = new JsonObject { ["hard"] = hard.Copy(), ["used"] = used };
        if (JsonAccess.Same(quota.Object("status"), status))
        {
            return;
        }

        var copy = quota.Copy();
        copy["status"] = status;
        await api.UpdateAsync(Resources.Quotas, copy, "status", Actor, cancel);
    }

    private void OnChange(GroupResource kind, ObjectChange change)
    {
        if (kind == Resources.Quotas)
        {
            Loop.Queue.Add(ObjectKey.Of(change.Latest));
        }
        else if (change.Latest.Namespace() is { } name && Counts(kind, change))
        {
            foreach (var quota in api.List(Resources.Quotas, name).Items)
            {
                Loop.Queue.Add(ObjectKey.Of(quota));
            }
        }
    }

    private static bool Counts(GroupResource kind, ObjectChange change) =>
        kind != Resources.Events
        && (change.Old is null || change.New is null || (kind == Resources.Pods && PodState.IsTerminal(change.Old) != PodState.IsTerminal(change.New)));
}
