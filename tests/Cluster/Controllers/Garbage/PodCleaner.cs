using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Garbage;

/// <summary>Removes pods nobody will ever end: those of a namespace that goes, on a node that does not exist.</summary>
internal sealed class PodCleaner
{
    private static readonly Identity Actor = Identity.ServiceAccount("kube-system", "pod-garbage-collector");

    private readonly IClusterApi api;

    public PodCleaner(Feeds feeds, IClusterApi api, TimeProvider time, ILogger log)
    {
        this.api = api;
        Loop = new ControlLoop<ObjectKey>("pod-garbage-collector", 1, time, log, ReconcileAsync);
        feeds.On(Resources.Pods, c => Look(c.New));
        feeds.On(Resources.Nodes, OnNode);
    }

    public ControlLoop<ObjectKey> Loop { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        if (api.Get(Resources.Pods, key.Namespace, key.Name) is { } pod && pod.BeingDeleted() && IsLost(pod) && IsEnding(key.Namespace))
        {
            await api.DeleteAsync(Resources.Pods, key.Namespace, key.Name, pod.Uid(), 0, null, Actor, cancel);
        }
    }

    private bool IsLost(JsonObject pod) =>
        pod.Text("spec", "nodeName") is not { Length: > 0 } node || api.Get(Resources.Nodes, null, node) is null;

    private bool IsEnding(string? @namespace) =>
        @namespace is not null && api.Get(Resources.Namespaces, null, @namespace)?.BeingDeleted() != false;

    private void Look(JsonObject? pod)
    {
        if (pod is not null && pod.BeingDeleted())
        {
            Loop.Queue.Add(ObjectKey.Of(pod));
        }
    }

    private void OnNode(ObjectChange change)
    {
        if (change.New is not null)
        {
            return;
        }

        foreach (var pod in api.List(Resources.Pods).Items)
        {
            Look(pod);
        }
    }
}
