using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Scheduling;

/// <summary>Gives every pod that has no node the one that is ready.</summary>
internal sealed class Scheduler
{
    private static readonly Identity Actor = new("system:kube-scheduler", ["system:authenticated"]);

    private readonly IClusterApi api;
    private readonly TimeProvider time;

    public Scheduler(Feeds feeds, IClusterApi api, TimeProvider time, ILogger log)
    {
        this.api = api;
        this.time = time;
        Events = new EventRecorder(api, time, log, "default-scheduler", Actor);
        Loop = new ControlLoop<ObjectKey>("scheduler", 4, time, log, ReconcileAsync);
        feeds.On(Resources.Pods, c => Look(c.New));
        feeds.On(Resources.Nodes, OnNode);
    }

    public ControlLoop<ObjectKey> Loop { get; }

    public EventRecorder Events { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        if (api.Get(Resources.Pods, key.Namespace, key.Name) is not { } pod || !IsWaiting(pod))
        {
            return;
        }

        var nodes = api.List(Resources.Nodes).Items;
        if (nodes.FirstOrDefault(n => IsReady(n) && Fits(pod, n)) is { } node)
        {
            await Binding.BindAsync(api, pod, node.Name(), time.GetUtcNow(), Actor, cancel);
            Events.Normal(ControllerKind.Pod, pod, "Scheduled", $"Successfully assigned {pod.Namespace()}/{pod.Name()} to {node.Name()}");
            return;
        }

        var message = $"0/{nodes.Count} nodes are available.";
        Events.Warning(ControllerKind.Pod, pod, "FailedScheduling", message);
        await Binding.RefuseAsync(api, pod, message, time.GetUtcNow(), Actor, cancel);
    }

    private static bool IsWaiting(JsonObject pod) =>
        string.IsNullOrEmpty(pod.Text("spec", "nodeName")) && !pod.BeingDeleted() && !PodState.IsTerminal(pod)
        && pod.Text("spec", "schedulerName") is null or "default-scheduler" && !pod.Objects("spec", "schedulingGates").Any();

    private static bool IsReady(JsonObject node) =>
        !node.BeingDeleted() && node.Flag("spec", "unschedulable") != true && PodState.IsReady(node);

    private static bool Fits(JsonObject pod, JsonObject node) =>
        LabelSelector.MatchesSet(pod.Object("spec", "nodeSelector"), LabelSelector.LabelsOf(node));

    private void Look(JsonObject? pod)
    {
        if (pod is not null && IsWaiting(pod))
        {
            Loop.Queue.Add(ObjectKey.Of(pod));
        }
    }

    private void OnNode(ObjectChange change)
    {
        if (change.New is not { } node || !IsReady(node) || (change.Old is { } before && IsReady(before)))
        {
            return;
        }

        foreach (var pod in api.List(Resources.Pods).Items)
        {
            Look(pod);
        }
    }
}
