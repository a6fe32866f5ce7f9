namespace CanaryMesh.Webhook.Checking.Fields;

/// <summary>spec of a Canary, but for service and analysis.</summary>
internal static class CanaryFields
{
    private const string Scaler = "the primary keeps its name, so its own autoscaler goes on; no second one is made";
    private const string ByRoute = "only what comes by the route of this provider is split";

    public static IReadOnlyList<FieldRow> Rows { get; } =
    [
        new("spec.provider", FieldFate.Done) { Served = [Providers.Kubernetes, Providers.Istio, Providers.GatewayApi] },
        new("spec.targetRef.apiVersion", FieldFate.Done) { Served = ["apps/v1"] },
        new("spec.targetRef.kind", FieldFate.Done) { Served = ["Deployment"] },
        new("spec", FieldFate.Done, "targetRef.name metricsServer progressDeadlineSeconds skipAnalysis suspend revertOnDeletion"),
        new("spec.autoscalerRef.apiVersion", FieldFate.Done) { Served = ["autoscaling/v2"] },
        new("spec.autoscalerRef", FieldFate.Done, "kind name"),
        new("spec.autoscalerRef.primaryScalerQueries", FieldFate.NoEffect, "*", $"{Scaler}: write the queries into the autoscaler itself"),
        new("spec.autoscalerRef.primaryScalerReplicas", FieldFate.NoEffect, "minReplicas maxReplicas", $"{Scaler}: write the bounds into the autoscaler itself"),
        new("spec.ingressRef", FieldFate.NoEffect, "apiVersion kind name", "but for {{ ingress }} in queries; the Ingress stays as it is, and what it sends to the Service is split")
        {
            Else = $"but for {{{{ ingress }}}} in queries; the Ingress stays as it is, and {ByRoute}",
        },
        new("spec.routeRef", FieldFate.NoEffect, "apiVersion kind name", "but for {{ route }} in queries; the route stays as it is, and what it sends to the Service is split")
        {
            Else = $"but for {{{{ route }}}} in queries; that route stays as it is, and {ByRoute}",
        },
        new("spec.upstreamRef", FieldFate.NoEffect, "apiVersion kind name namespace", "the Upstream stays as it is: let it name the Service, whose requests are split") { Else = $"the Upstream stays as it is, and {ByRoute}" },
    ];
}
