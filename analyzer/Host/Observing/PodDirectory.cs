using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Which workload, side and version a pod belongs to: pod → ReplicaSet → Deployment, and for a copy on to its Canary's target.</summary>
internal sealed class PodDirectory(ClusterCaches caches, InstallationSettings settings)
{
    public PodIdentity? Find(string ns, string podUid) =>
        caches.Pods.In(ns).FirstOrDefault(pod => pod.Text("metadata", "uid") == podUid) is { } found ? Identify(ns, found) : null;

    /// <summary>The target that a pod works for, or null.</summary>
    public string? TargetOf(string ns, JsonObject pod) =>
        DeploymentOf(ns, pod) is { } deployment ? TargetOfDeployment(ns, deployment) : null;

    /// <summary>The target that a Deployment is, or is the copy of.</summary>
    public string? TargetOfDeployment(string ns, JsonObject deployment) =>
        ClusterCaches.ControllerName(deployment, "Canary") is { } canary
            ? caches.Canaries.Get(ns, canary).Text("spec", "targetRef", "name")
            : deployment.Text("metadata", "name");

    private PodIdentity? Identify(string ns, JsonObject pod)
    {
        if (SetOf(ns, pod) is not { } set || DeploymentOf(ns, pod) is not { } deployment || TargetOfDeployment(ns, deployment) is not { } target)
        {
            return null;
        }

        // The copy's labels are rewritten, so its template hashes differently: it carries the hash it was made from.
        var hash = deployment.Annotation(AnnotationNames.Trial) ?? TemplateHashes.Of(set, settings.RestartAnnotations);
        var track = deployment.Annotation(AnnotationNames.Trial) is null ? AnnotationNames.Primary : AnnotationNames.Canary;
        return new(
            new(ns, target),
            pod.Text("metadata", "uid")!,
            pod.Text("metadata", "name")!,
            track,
            TemplateHash.TryParse(hash, out var parsed) ? parsed.Short : "",
            [.. (PortPlan.OfTemplate(pod)?.Ports ?? []).Select(port => new ListenerPort(port.Name, port.App, port.Split, port.Direct))]);
    }

    private JsonObject? SetOf(string ns, JsonObject pod) =>
        ClusterCaches.ControllerName(pod, "ReplicaSet") is { } name ? caches.ReplicaSets.Get(ns, name) : null;

    private JsonObject? DeploymentOf(string ns, JsonObject pod) =>
        SetOf(ns, pod) is { } set && ClusterCaches.ControllerName(set, "Deployment") is { } name ? caches.Deployments.Get(ns, name) : null;
}
