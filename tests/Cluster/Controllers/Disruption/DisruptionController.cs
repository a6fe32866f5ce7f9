using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Disruption;

/// <summary>Keeps disruption budgets' counts, which evictions ask.</summary>
internal sealed class DisruptionController
{
    private static readonly Identity Actor = Identity.ServiceAccount("kube-system", "disruption-controller");
    private static readonly TimeSpan EvictionTakes = TimeSpan.FromMinutes(2);

    private readonly IClusterApi api;
    private readonly TimeProvider time;

    public DisruptionController(Feeds feeds, IClusterApi api, TimeProvider time, ILogger log)
    {
        this.api = api;
        this.time = time;
        Loop = new ControlLoop<ObjectKey>("disruption-controller", 2, time, log, ReconcileAsync);
        feeds.On(Resources.Budgets, c => Loop.Queue.Add(ObjectKey.Of(c.Latest)));
        feeds.On(Resources.Pods, OnPod);
        feeds.On(Resources.ReplicaSets, c => Enqueue(c.Latest.Namespace(), _ => true));
        feeds.On(Resources.Deployments, c => Enqueue(c.Latest.Namespace(), _ => true));
    }

    public ControlLoop<ObjectKey> Loop { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        if (api.Get(Resources.Budgets, key.Namespace, key.Name) is not { } budget)
        {
            return;
        }

        var status = Count(budget).ToJson(budget, time.GetUtcNow());
        if (JsonAccess.Same(budget.Object("status"), status))
        {
            return;
        }

        var copy = budget.Copy();
        copy["status"] = status;
        await api.UpdateAsync(Resources.Budgets, copy, "status", Actor, cancel);
    }

    private BudgetStatus Count(JsonObject budget)
    {
        var pods = api.List(Resources.Pods, budget.Namespace()).Items
            .Where(p => Selects(budget, p) && !PodState.IsTerminal(p)).ToList();
        var disrupted = Disrupted(budget, pods);
        var healthy = pods.Count(p => !p.BeingDeleted() && !disrupted.ContainsKey(p.Name()) && PodState.IsReady(p));
        var (expected, desired) = Wished(budget, pods);
        return new BudgetStatus(expected, desired, healthy, disrupted);
    }

    private (int Expected, int Desired) Wished(JsonObject budget, List<JsonObject> pods)
    {
        if (IntOrPercent.Parse(budget.At("spec", "maxUnavailable")) is { } unavailable)
        {
            var scale = Scale(pods);
            return (scale, Math.Max(0, scale - unavailable.Of(scale, roundUp: true)));
        }

        if (IntOrPercent.Parse(budget.At("spec", "minAvailable")) is not { } available)
        {
            return (0, 0);
        }

        var expected = available.IsPercent ? Scale(pods) : pods.Count;
        return (expected, available.Of(expected, roundUp: true));
    }

    /// <summary>How many pods the pods' controllers are meant to have together.</summary>
    private int Scale(List<JsonObject> pods)
    {
        var scales = new Dictionary<string, int>();
        foreach (var pod in pods)
        {
            if (Owner.Controller(pod) is { } owner && owner.Text("kind") == ControllerKind.ReplicaSet.Kind
                && api.Get(Resources.ReplicaSets, pod.Namespace(), owner.Text("name") ?? "") is { } set)
            {
                var scaled = Owner.Controller(set) is { } top && top.Text("kind") == ControllerKind.Deployment.Kind
                    ? api.Get(Resources.Deployments, pod.Namespace(), top.Text("name") ?? "") ?? set
                    : set;
                scales[scaled.Uid()] = (int)(scaled.Number("spec", "replicas") ?? 1);
            }
        }

        return scales.Values.Sum();
    }

    /// <summary>Evicted pods that are still there; after a while an eviction is taken to have come to nothing.</summary>
    private JsonObject Disrupted(JsonObject budget, List<JsonObject> pods)
    {
        var now = time.GetUtcNow();
        var alive = pods.Where(p => !p.BeingDeleted()).Select(p => p.Name()).ToHashSet();
        var kept = (budget.Object("status", "disruptedPods") ?? [])
            .Where(p => alive.Contains(p.Key) && Clock.Parse(p.Value.Text()) is { } since && now - since < EvictionTakes);
        return new JsonObject(kept.Select(p => KeyValuePair.Create(p.Key, p.Value.CopyNode())));
    }

    private static bool Selects(JsonObject budget, JsonObject pod) =>
        LabelSelector.Matches(budget.Object("spec", "selector"), LabelSelector.LabelsOf(pod));

    private void OnPod(ObjectChange change)
    {
        foreach (var pod in change.Both)
        {
            Enqueue(pod.Namespace(), b => Selects(b, pod));
        }
    }

    private void Enqueue(string? @namespace, Func<JsonObject, bool> concerns)
    {
        foreach (var budget in api.List(Resources.Budgets, @namespace).Items.Where(concerns))
        {
            Loop.Queue.Add(ObjectKey.Of(budget));
        }
    }
}
