using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Controllers.Accounts;

/// <summary>What every namespace holds from its beginning.</summary>
internal static class Published
{
    private const string Description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or "
        + "kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";

    public static Identity AccountController { get; } = Identity.ServiceAccount("kube-system", "service-account-controller");

    public static Identity CaPublisher { get; } = Identity.ServiceAccount("kube-system", "root-ca-cert-publisher");

    public static JsonObject DefaultAccount() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ServiceAccount",
        ["metadata"] = new JsonObject { ["name"] = "default" },
    };

    public static JsonObject RootCertificate(string pem) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject
        {
            ["name"] = "kube-root-ca.crt",
            ["annotations"] = new JsonObject { ["kubernetes.io/description"] = Description },
        },
        ["data"] = new JsonObject { ["ca.crt"] = pem },
    };
}
