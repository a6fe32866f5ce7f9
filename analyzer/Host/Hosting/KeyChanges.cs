using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>What a change of each kind concerns: the keys that it puts into the two queues.</summary>
internal sealed class KeyChanges(ClusterCaches caches, PolicyBoard board, PodDirectory pods, WorkQueue<RolloutKey> rollouts, WorkQueue<ObjectKey> inference)
{
    // Several objects change at once in a rolling update: one tick sees them all.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    public void OnCanary(WatchChange change)
    {
        rollouts.EnqueueAfter(new(change.Namespace, change.Name), Gather);
        if (change.Object.Text("spec", "targetRef", "name") is { } target)
        {
            // One that waited behind another may be the first now.
            Rollouts(caches.CanariesOf(change.Namespace, target));
            inference.EnqueueAfter(new(change.Namespace, target), Gather);
        }
    }

    public void OnDeployment(WatchChange change)
    {
        inference.EnqueueAfter(new(change.Namespace, change.Name), Gather);
        Target(change.Namespace, pods.TargetOfDeployment(change.Namespace, change.Object));

        foreach (var neighbour in Neighbours(change))
        {
            Target(change.Namespace, neighbour);
        }

        // Somebody else's Deployment in the copy's place: no trial begins until it is gone, and only its own event says that.
        Target(change.Namespace, CopyName.TargetOf(change.Name));
    }

    public void OnSet(WatchChange change)
    {
        if (ClusterCaches.ControllerName(change.Object, "Deployment") is { } name)
        {
            Target(change.Namespace, caches.Deployments.Get(change.Namespace, name) is { } deployment ? pods.TargetOfDeployment(change.Namespace, deployment) : name);
        }
    }

    public void OnPod(WatchChange change)
    {
        Target(change.Namespace, pods.TargetOf(change.Namespace, change.Object));
        if (change.Type is WatchChangeType.Deleted && change.Object.Text("metadata", "uid") is { } uid)
        {
            board.PodGone(uid);
        }
    }

    public void OnService(WatchChange change) => Rollouts(caches.Canaries.In(change.Namespace));

    public void OnConfig(WatchChange change)
    {
        if (ConfigDirectory.HashOf(change.Object).Length == 0)
        {
            return;
        }

        if (change is { Old: { } old, New: { } @new } && JsonNode.DeepEquals(old["contentHash"], @new["contentHash"]) && ConfigContent.IsDisabled(old) == ConfigContent.IsDisabled(@new))
        {
            return;
        }

        foreach (var target in UsersOf(change))
        {
            Target(change.Namespace, target);
        }
    }

    public void OnScaler(WatchChange change)
    {
        // Its own looks change it every few seconds.
        if (change is { Old: { } old, New: { } @new } && JsonNode.DeepEquals(old["spec"], @new["spec"]))
        {
            return;
        }

        foreach (var scaled in new[] { change.Old, change.New }.OfType<JsonObject>().Select(ScalerReader.Scaled).OfType<string>().Distinct())
        {
            Target(change.Namespace, scaled);
            Target(change.Namespace, CopyName.TargetOf(scaled));
        }
    }

    public void OnPolicy(WatchChange change)
    {
        var reachesOut = new[] { change.Old, change.New }.OfType<JsonObject>().Any(PolicyDirectory.ReachesOut);
        Rollouts(reachesOut ? caches.Canaries.All : caches.Canaries.In(change.Namespace));
    }

    public void OnNamespace(WatchChange change)
    {
        if (change is { Old: { } old, New: { } @new } && JsonNode.DeepEquals(old.At("metadata", "labels"), @new.At("metadata", "labels")) && old.Annotation(AnnotationNames.Enabled) == @new.Annotation(AnnotationNames.Enabled))
        {
            return;
        }

        foreach (var deployment in caches.Deployments.In(change.Name))
        {
            inference.EnqueueAfter(new(change.Name, deployment.Text("metadata", "name") ?? ""), Gather);
        }

        Rollouts(caches.Canaries.In(change.Name));
    }

    public void OnBoard(WorkloadKey key) => Target(key.Namespace, key.Target, TimeSpan.Zero);

    private void Rollouts(IEnumerable<JsonObject> concerned)
    {
        foreach (var canary in concerned)
        {
            rollouts.EnqueueAfter(new(canary.Text("metadata", "namespace") ?? "", canary.Text("metadata", "name") ?? ""), Gather);
        }
    }

    private void Target(string ns, string? target, TimeSpan? delay = null)
    {
        if (target is not null && caches.CanaryOf(ns, target) is { } canary)
        {
            rollouts.EnqueueAfter(new(ns, canary.Text("metadata", "name") ?? ""), delay ?? Gather);
        }
    }

    // Of a snapshot only its loss concerns anybody.
    private IEnumerable<string?> UsersOf(WatchChange change) => caches.Canaries.In(change.Namespace)
        .Select(canary => canary.Text("spec", "targetRef", "name"))
        .Where(name => name is not null && caches.Deployments.Get(change.Namespace, name).At("spec", "template") is JsonObject template
            && (ConfigReferences.Of(template).Any(each => each.Name == change.Name)
                || (change.Type is WatchChangeType.Deleted && template.Annotation(AnnotationNames.Plan)?.Contains(ConfigDirectory.HashOf(change.Object), StringComparison.Ordinal) == true)));

    // A workload without proxies under a target's own Service: whether that may be steered changes with it.
    private IEnumerable<string?> Neighbours(WatchChange change) =>
        change.Object.Annotation(AnnotationNames.Managed) is not null || change.Object.At("spec", "template") is not JsonObject template
            ? []
            : caches.Services.In(change.Namespace).Where(service => PortPlanner.Selects(service, template))
                .SelectMany(service => caches.Deployments.In(change.Namespace).Where(each => each.At("spec", "template") is JsonObject other && PortPlanner.Selects(service, other)))
                .Select(each => each.Text("metadata", "name"))
                .Distinct();
}
