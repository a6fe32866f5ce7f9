using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>A Service that selects pods of a workload without our proxies beside the target's, and that workload's name.</summary>
internal sealed record SharedService(JsonObject Service, string With);

/// <summary>Services that must not be steered: by the proxies' port name they would reach no pod of the workload that has no proxies, or is
/// losing them. The one that leaves and the one that stays agree on that, so neither undoes what the other did.</summary>
internal static class SharedServices
{
    public static IReadOnlyList<SharedService> Of(JsonObject target, IReadOnlyList<JsonObject> services, ClusterCaches caches)
    {
        var ns = target.Text("metadata", "namespace") ?? "";
        var others = caches.Deployments.In(ns).Where(each => IsOther(each, target)).ToList();
        var bare = others.Where(each => IsRunning(each) && IsWithoutProxies(each, caches)).ToList();
        return [.. services.Select(service => (service, With: With(service, bare, caches, ns))).Where(each => each.With is not null).Select(each => new SharedService(each.service, each.With!))];
    }

    private static string? With(JsonObject service, List<JsonObject> bare, ClusterCaches caches, string ns) =>
        bare.Find(each => each.At("spec", "template") is JsonObject template && PortPlanner.Selects(service, template)) is { } deployment
            ? $"Deployment {deployment.Text("metadata", "name")}"
            : caches.Pods.In(ns).FirstOrDefault(pod => PortPlanner.Selects(service, pod) && IsOfNoDeployment(pod, caches, ns)) is { } pod
                ? $"pod {pod.Text("metadata", "name")}"
                : null;

    private static bool IsOther(JsonObject deployment, JsonObject target) =>
        deployment.Text("metadata", "uid") != target.Text("metadata", "uid") && deployment.Label(OurLabels.ManagedBy) != OurLabels.CanaryMesh;

    private static bool IsRunning(JsonObject deployment) =>
        (deployment.Number("spec", "replicas") ?? 1) > 0 || deployment.Number("status", "replicas") > 0;

    // One that is managed and not yet in place is waited for: its pods do not carry the name yet.
    private static bool IsWithoutProxies(JsonObject deployment, ClusterCaches caches) =>
        deployment.Annotation(AnnotationNames.Managed) is null
        || caches.CanaryOf(deployment.Text("metadata", "namespace") ?? "", deployment.Text("metadata", "name") ?? "").Text("metadata", "deletionTimestamp") is not null;

    // A ReplicaSet that is not in its cache yet is no proof: a version would be let through for a lagging watch.
    private static bool IsOfNoDeployment(JsonObject pod, ClusterCaches caches, string ns)
    {
        if (!PodView.Of(pod).Serves)
        {
            return false;
        }

        var set = ClusterCaches.ControllerName(pod, "ReplicaSet");
        return set is null || (caches.ReplicaSets.Get(ns, set) is { } known && ClusterCaches.ControllerName(known, "Deployment") is null);
    }
}
