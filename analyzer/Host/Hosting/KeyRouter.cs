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

/// <summary>A change anywhere → the keys it concerns; the event itself is thrown away.</summary>
internal sealed class KeyRouter(ClusterCaches caches, PolicyBoard board, PodDirectory pods)
{
    // Several objects change at once in a rolling update: one tick sees them all.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    public IDisposable Route(WorkQueue<RolloutKey> rollouts, WorkQueue<ObjectKey> inference)
    {
        void OnCanary(WatchChange change)
        {
            rollouts.EnqueueAfter(new(change.Namespace, change.Name), Gather);
            if (change.Object.Text("spec", "targetRef", "name") is { } target)
            {
                // One that waited behind another may be the first now.
                foreach (var canary in caches.CanariesOf(change.Namespace, target))
                {
                    rollouts.EnqueueAfter(new(change.Namespace, canary.Text("metadata", "name") ?? ""), Gather);
                }

                inference.EnqueueAfter(new(change.Namespace, target), Gather);
            }
        }

        void OnDeployment(WatchChange change)
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

        void OnSet(WatchChange change)
        {
            if (ClusterCaches.ControllerName(change.Object, "Deployment") is { } name)
            {
                Target(change.Namespace, caches.Deployments.Get(change.Namespace, name) is { } deployment ? pods.TargetOfDeployment(change.Namespace, deployment) : name);
            }
        }

        void OnPod(WatchChange change)
        {
            Target(change.Namespace, pods.TargetOf(change.Namespace, change.Object));
            if (change.Type is WatchChangeType.Deleted && change.Object.Text("metadata", "uid") is { } uid)
            {
                board.PodGone(uid);
            }
        }

        void OnService(WatchChange change)
        {
            foreach (var canary in caches.Canaries.In(change.Namespace))
            {
                rollouts.EnqueueAfter(new(change.Namespace, canary.Text("metadata", "name") ?? ""), Gather);
            }
        }

        void OnConfig(WatchChange change)
        {
            if (change is { Old: { } old, New: { } @new } && JsonNode.DeepEquals(old["contentHash"], @new["contentHash"]) && ConfigContent.IsDisabled(old) == ConfigContent.IsDisabled(@new))
            {
                return;
            }

            foreach (var target in UsersOf(change))
            {
                Target(change.Namespace, target);
            }
        }

        void OnScaler(WatchChange change)
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

        void OnPolicy(WatchChange change)
        {
            var reachesOut = new[] { change.Old, change.New }.OfType<JsonObject>().Any(PolicyDirectory.ReachesOut);
            OnPolicies(reachesOut ? caches.Canaries.All : caches.Canaries.In(change.Namespace));
        }

        void OnNamespace(WatchChange change)
        {
            if (change is { Old: { } old, New: { } @new } && JsonNode.DeepEquals(old.At("metadata", "labels"), @new.At("metadata", "labels")) && old.Annotation(AnnotationNames.Enabled) == @new.Annotation(AnnotationNames.Enabled))
            {
                return;
            }

            foreach (var deployment in caches.Deployments.In(change.Name))
            {
                inference.EnqueueAfter(new(change.Name, deployment.Text("metadata", "name") ?? ""), Gather);
            }

            OnPolicies(caches.Canaries.In(change.Name));
        }

        void OnPolicies(IEnumerable<JsonObject> concerned)
        {
            foreach (var canary in concerned)
            {
                rollouts.EnqueueAfter(new(canary.Text("metadata", "namespace") ?? "", canary.Text("metadata", "name") ?? ""), Gather);
            }
        }

        void OnBoard(WorkloadKey key) => Target(key.Namespace, key.Target, TimeSpan.Zero);

        void Target(string ns, string? target, TimeSpan? delay = null)
        {
            if (target is not null && caches.CanaryOf(ns, target) is { } canary)
            {
                rollouts.EnqueueAfter(new(ns, canary.Text("metadata", "name") ?? ""), delay ?? Gather);
            }
        }

        (IWatchCache Cache, Action<WatchChange> Heard)[] routes =
        [
            (caches.Canaries, OnCanary), (caches.Deployments, OnDeployment), (caches.ReplicaSets, OnSet), (caches.Pods, OnPod), (caches.Services, OnService),
            .. Optional(caches.Configs?.Cache, OnConfig), .. Optional(caches.Scalers, OnScaler),
            .. Optional(caches.Policies?.Policies, OnPolicy), .. Optional(caches.Policies?.Namespaces, OnNamespace),
            .. (caches.Routes?.Caches ?? []).Select(cache => (cache, (Action<WatchChange>)OnService)),
        ];
        foreach (var (cache, heard) in routes)
        {
            cache.OnChange += heard;
        }

        board.Changed += OnBoard;
        return new Subscription(() =>
        {
            board.Changed -= OnBoard;
            foreach (var (cache, heard) in routes)
            {
                cache.OnChange -= heard;
            }
        });
    }

    private static (IWatchCache Cache, Action<WatchChange> Heard)[] Optional(IWatchCache? cache, Action<WatchChange> heard) => cache is null ? [] : [(cache, heard)];

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

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
