using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.ReplicaSets;

/// <summary>Keeps as many pods of a template as wished.</summary>
internal sealed class ReplicaSetController
{
    private static readonly Identity Actor = Identity.ServiceAccount("kube-system", "replicaset-controller");

    private readonly IClusterApi api;
    private readonly TimeProvider time;
    private readonly Claim claim;
    private readonly PodControl pods;
    private readonly Backoff backoff = new();

    public ReplicaSetController(Feeds feeds, IClusterApi api, TimeProvider time, ILogger log)
    {
        this.api = api;
        this.time = time;
        Events = new EventRecorder(api, time, log, "replicaset-controller", Actor);
        claim = new Claim(api, ControllerKind.ReplicaSet, Resources.Pods, Actor);
        pods = new PodControl(api, Events, ControllerKind.ReplicaSet, Actor);
        Loop = new ControlLoop<ObjectKey>("replicaset-controller", 5, time, log, ReconcileAsync);
        feeds.On(Resources.ReplicaSets, c => Loop.Queue.Add(ObjectKey.Of(c.Latest)));
        feeds.On(Resources.Pods, OnPod);
    }

    public ControlLoop<ObjectKey> Loop { get; }

    public EventRecorder Events { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        if (api.Get(Resources.ReplicaSets, key.Namespace, key.Name) is not { } set)
        {
            return;
        }

        var all = api.List(Resources.Pods, key.Namespace).Items;
        var active = await claim.ClaimAsync(set, all.Where(PodState.IsActive), cancel);
        var terminating = all.Where(p => PodState.IsTerminating(p) && Owner.IsControlledBy(p, set.Uid())).ToList();
        var fault = set.BeingDeleted() ? null : await ManageAsync(set, active, all, cancel);
        var status = ReplicaSetStatus.Count(set, active, terminating, fault, time.GetUtcNow());
        await WriteAsync(set, status, cancel);
        LookAgain(key, set, active);
        if (fault is not null)
        {
            Loop.Queue.AddAfter(key, backoff.Next(key));
        }
        else
        {
            backoff.Forget(key);
        }
    }

    private async Task<string?> ManageAsync(JsonObject set, List<JsonObject> active, IReadOnlyList<JsonObject> all, CancellationToken cancel)
    {
        var surplus = active.Count - (int)(set.Number("spec", "replicas") ?? 1);
        if (surplus < 0)
        {
            var template = set.Object("spec", "template") ?? [];
            return await pods.CreateAsync(set, () => PodFactory.Build(set, ControllerKind.ReplicaSet, template), -surplus, cancel);
        }

        return surplus == 0 ? null : await pods.DeleteAsync(set, Victims(set, active, all).Take(surplus).ToList(), cancel);
    }

    private List<JsonObject> Victims(JsonObject set, List<JsonObject> active, IReadOnlyList<JsonObject> all)
    {
        var perNode = Related(set, all).GroupBy(p => p.Text("spec", "nodeName") ?? "").ToDictionary(g => g.Key, g => g.Count());
        var order = new VictimOrder(time.GetUtcNow(), p => perNode.GetValueOrDefault(p.Text("spec", "nodeName") ?? ""));
        return [.. active.Order(order)];
    }

    /// <summary>Active pods of all ReplicaSets with the same controller: losing one of many on a node costs least.</summary>
    private IEnumerable<JsonObject> Related(JsonObject set, IReadOnlyList<JsonObject> all)
    {
        var owner = Owner.Controller(set).Text("uid");
        var uids = api.List(Resources.ReplicaSets, set.Namespace()).Items
            .Where(s => s.Uid() == set.Uid() || (owner is not null && Owner.IsControlledBy(s, owner))).Select(s => s.Uid()).ToHashSet();
        return all.Where(p => PodState.IsActive(p) && Owner.Controller(p).Text("uid") is { } uid && uids.Contains(uid));
    }

    private async Task WriteAsync(JsonObject set, JsonObject status, CancellationToken cancel)
    {
        if (JsonAccess.Same(Known(set), status))
        {
            return;
        }

        var copy = set.Copy();
        copy["status"] = status;
        await api.UpdateAsync(Resources.ReplicaSets, copy, "status", Actor, cancel);
    }

    private static JsonObject Known(JsonObject set)
    {
        var status = set.Object("status")?.Copy() ?? [];
        if (status.Array("conditions") is { Count: 0 })
        {
            status.Remove("conditions");
        }

        return status;
    }

    /// <summary>A ready pod becomes available by time alone.</summary>
    private void LookAgain(ObjectKey key, JsonObject set, List<JsonObject> active)
    {
        var minReady = set.Number("spec", "minReadySeconds") ?? 0;
        var now = time.GetUtcNow();
        var due = active.Select(PodState.ReadySince).OfType<DateTimeOffset>().Select(t => t.AddSeconds(minReady)).Where(t => t > now).ToList();
        if (minReady > 0 && due.Count > 0)
        {
            Loop.Queue.AddAfter(key, due.Min() - now + TimeSpan.FromMilliseconds(10));
        }
    }

    private void OnPod(ObjectChange change)
    {
        foreach (var pod in change.Both)
        {
            if (Owner.Controller(pod) is { } owner)
            {
                if (owner.Text("kind") == ControllerKind.ReplicaSet.Kind)
                {
                    Loop.Queue.Add(new ObjectKey(pod.Namespace(), owner.Text("name") ?? ""));
                }
            }
            else if (change.New is not null)
            {
                EnqueueMatching(pod);
            }
        }
    }

    private void EnqueueMatching(JsonObject orphan)
    {
        foreach (var set in api.List(Resources.ReplicaSets, orphan.Namespace()).Items)
        {
            if (LabelSelector.Matches(set.Object("spec", "selector"), LabelSelector.LabelsOf(orphan)))
            {
                Loop.Queue.Add(ObjectKey.Of(set));
            }
        }
    }
}
