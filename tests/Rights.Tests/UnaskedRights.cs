namespace CanaryMesh.Rights.Tests;

/// <summary>Rights that no end-to-end test comes to need, each with who does.</summary>
internal static class UnaskedRights
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["canarymesh-system:canarymesh-analyzer watch cilium.io/ciliumnetworkpolicies"] = "the embedded cluster has no such kind: it is listed and not found",
        ["canarymesh-system:canarymesh-analyzer watch crd.projectcalico.org/networkpolicies"] = "the embedded cluster has no such kind: it is listed and not found",
    };
}
