namespace CanaryMesh.Rights.Tests;

/// <summary>Rights that no end-to-end test comes to need, each with who does.</summary>
internal static class UnaskedRights
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["canarymesh-system:canarymesh-analyzer delete /pods"] = "pods of a copy that were admitted without the proxy: only where the webhook was away at that moment",
        ["canarymesh-system:canarymesh-analyzer delete gateway.networking.k8s.io/httproutes"] = "a route that was made for a target that leaves; the tests let it go with its Canary",
        ["canarymesh-system:canarymesh-analyzer list external.metrics.k8s.io/*"] = "MetricTemplates of provider externalmetrics: the embedded cluster serves no such API",
        ["canarymesh-system:canarymesh-analyzer update /secrets canarymesh-ca in its own namespace"] = "the CA is renewed months later",
        ["canarymesh-system:canarymesh-webhook update /secrets canarymesh-ca in its own namespace"] = "the CA is renewed months later",
        ["canarymesh-system:canarymesh-analyzer update apps/deployments/finalizers"] = "owner references that block deletion, where the cluster's admission asks for the right",
        ["canarymesh-system:canarymesh-analyzer update flagger.app/canaries/finalizers"] = "owner references that block deletion, where the cluster's admission asks for the right",
        ["canarymesh-system:canarymesh-analyzer update networking.istio.io/destinationrules"] = "a change of spec.service.trafficPolicy in the life of a Canary",
        ["canarymesh-system:canarymesh-analyzer watch cilium.io/ciliumnetworkpolicies"] = "the embedded cluster has no such kind: it is listed and not found",
        ["canarymesh-system:canarymesh-analyzer watch crd.projectcalico.org/networkpolicies"] = "the embedded cluster has no such kind: it is listed and not found",
    };
}
