using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>A Canary, its target and the pods → who splits its requests.</summary>
internal sealed class ProviderReader(ClusterCaches caches)
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
                Recorded = canary.Text("status", "phase") is null or "" or nameof(CanaryPhase.Initializing) ? null : recorded,
                IsInMesh = target is not null && IsInMesh(target),
                HasGateways = canary.Objects("spec", "service", "gatewayRefs").Any(),
                Serves = kind => caches.Routes?.Serves(kind) == true,
            });
    }

    // The plan on the template is what pods are made by, whatever the status says.
    private static ProviderChoice? Recorded(JsonObject canary, JsonObject? target) =>
        target.At("spec", "template") is JsonObject template && PortPlan.OfTemplate(template) is { } plan
            ? new(ProviderWords.Parse(plan.By) ?? ProviderKind.CanaryMesh, StatusReader.RoutedBecause(canary) ?? "it was onboarded so")
            : null;

    private bool IsInMesh(JsonObject target)
    {
        var sets = caches.SetsOf(target).Select(set => set.Text("metadata", "uid")!).ToHashSet();
        var pods = caches.PodsOf(target.Text("metadata", "namespace") ?? "", sets).ToList();
        return pods.Count > 0 && pods.TrueForAll(pod => pod.Has(Sidecar));
    }
}
