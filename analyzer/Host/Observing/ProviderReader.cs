using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>A Canary, its target and the pods → who splits its requests.</summary>
internal sealed class ProviderReader(ClusterCaches caches, InstallationSettings settings)
{
    private const string Sidecar = "istio-proxy";

    public (ProviderChoice? Choice, string? Fault) Read(JsonObject canary)
    {
        var ns = canary.Text("metadata", "namespace") ?? "";
        var target = caches.Deployments.Get(ns, canary.Text("spec", "targetRef", "name") ?? "");
        var recorded = Recorded(canary, target);
        return canary.Text("metadata", "deletionTimestamp") is not null
            ? (recorded ?? new(ProviderKind.CanaryMesh, ""), null)
            : ProviderChooser.Choose(new()
            {
                Asked = canary.Text("spec", "provider"),
                Recorded = recorded,
                Mesh = target is null ? MeshFinding.Outside : Mesh(target),
                HasGateways = canary.Objects("spec", "service", "gatewayRefs").Any(),
                HasApex = target.At("spec", "template") is JsonObject template
                    && (canary.At("spec", "service") is not null || (caches.Services.Get(ns, RouteIntent.Of(canary).Apex) is { } apex && PortPlanner.Selects(apex, template))),
                HasServer = settings.MetricsServer is not null || canary.Text("spec", "metricsServer") is { Length: > 0 },
                Serves = kind => caches.Routes?.Serves(kind) == true,
            });
    }

    // What was said stays, also where the target is gone or was made anew; before there were words for it, the plan that pods are made by.
    private static ProviderChoice? Recorded(JsonObject canary, JsonObject? target)
    {
        if (StatusReader.Routed(canary) is { } said)
        {
            return said;
        }

        var isOnboarded = canary.Text("status", "phase") is not (null or "" or nameof(CanaryPhase.Initializing));
        return isOnboarded && target.At("spec", "template") is JsonObject template && PortPlan.OfTemplate(template) is { } plan
            ? new(ProviderWords.Parse(plan.By) ?? ProviderKind.CanaryMesh, "it was onboarded so")
            : null;
    }

    // Pods on their way out tell how it was.
    private MeshFinding Mesh(JsonObject target)
    {
        var sets = caches.SetsOf(target).Select(set => set.Text("metadata", "uid")!).ToHashSet();
        var pods = caches.PodsOf(target.Text("metadata", "namespace") ?? "", sets).Where(pod => !pod.Deleting).ToList();
        return pods.Count == 0 && target.Number("spec", "replicas") is not 0 ? MeshFinding.Unknown
            : pods.Count > 0 && pods.TrueForAll(pod => pod.Has(Sidecar)) ? MeshFinding.Inside
            : MeshFinding.Outside;
    }
}
