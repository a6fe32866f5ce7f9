using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Controllers.Objects;
using CanaryMesh.Cluster.Controllers.Running;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Deployments;

/// <summary>Rolls Deployments: looks at one whenever it, its ReplicaSets or its last pod change.</summary>
internal sealed class DeploymentController
{
    private readonly DeploymentBench bench;

    public DeploymentController(Feeds feeds, IClusterApi api, TimeProvider time, ILogger log, Mistakes mistakes)
    {
        Events = new EventRecorder(api, time, log, "deployment-controller", DeploymentBench.Actor);
        bench = new DeploymentBench(
            api, time, Events, new Claim(api, ControllerKind.Deployment, Resources.ReplicaSets, DeploymentBench.Actor)) { Mistakes = mistakes };
        Loop = new ControlLoop<ObjectKey>("deployment-controller", 5, time, log, ReconcileAsync);
        feeds.On(Resources.Deployments, c => Loop.Queue.Add(ObjectKey.Of(c.Latest)));
        feeds.On(Resources.ReplicaSets, OnReplicaSet);
        feeds.On(Resources.Pods, OnPod);
    }

    public ControlLoop<ObjectKey> Loop { get; }

    public EventRecorder Events { get; }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken cancel)
    {
        if (bench.Api.Get(Resources.Deployments, key.Namespace, key.Name) is { } deployment
            && await new DeploymentRound(bench, deployment, cancel).RunAsync() is { } again)
        {
            Loop.Queue.AddAfter(key, again);
        }
    }

    private void OnReplicaSet(ObjectChange change)
    {
        foreach (var set in change.Both)
        {
            if (Owner.Controller(set) is { } owner)
            {
                Enqueue(set.Namespace(), owner);
            }
            else if (change.New is not null)
            {
                EnqueueMatching(set);
            }
        }
    }

    private void OnPod(ObjectChange change)
    {
        // Recreate waits until the last old pod is gone, which no ReplicaSet's status tells.
        if (change.New is null && change.Old is { } pod && Owner.Controller(pod) is { } owner && owner.Text("kind") == "ReplicaSet"
            && bench.Api.Get(Resources.ReplicaSets, pod.Namespace(), owner.Text("name") ?? "") is { } set
            && Owner.Controller(set) is { } deployment)
        {
            Enqueue(pod.Namespace(), deployment);
        }
    }

    private void Enqueue(string? @namespace, JsonObject owner)
    {
        if (owner.Text("kind") == ControllerKind.Deployment.Kind)
        {
            Loop.Queue.Add(new ObjectKey(@namespace, owner.Text("name") ?? ""));
        }
    }

    private void EnqueueMatching(JsonObject orphan)
    {
        foreach (var deployment in bench.Api.List(Resources.Deployments, orphan.Namespace()).Items)
        {
            if (LabelSelector.Matches(deployment.Object("spec", "selector"), LabelSelector.LabelsOf(orphan)))
            {
                Loop.Queue.Add(ObjectKey.Of(deployment));
            }
        }
    }
}
