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

    private static bool IsWithoutProxies(JsonObject deployment, ClusterCaches caches) =>
        deployment.Annotation(AnnotationNames.Managed) is null
        || caches.CanaryOf(deployment.Text("metadata", "namespace") ?? "", deployment.Text("metadata", "name") ?? "") is not { } canary
        || canary.Text("metadata", "deletionTimestamp") is not null;

    private static bool IsOfNoDeployment(JsonObject pod, ClusterCaches caches, string ns) =>
        PodView.Of(pod).Serves
        && !caches.ReplicaSets.In(ns).Any(set => set.Text("metadata", "uid") == ClusterCaches.ControllerUid(pod) && ClusterCaches.ControllerName(set, "Deployment") is not null);
}
