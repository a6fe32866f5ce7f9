using System.Security.Cryptography.X509Certificates;
using CanaryMesh.Api.Names;
using k8s;
using k8s.Authentication;

namespace CanaryMesh.Webhook.Kubernetes;

/// <summary>The API server: the pod's own account in a cluster, else the kubeconfig.</summary>
internal static class ClusterConnection
{
    public static bool IsInCluster(Func<string, string?> variable) => !string.IsNullOrEmpty(variable("KUBERNETES_SERVICE_HOST"));

    public static KubernetesClientConfiguration Configuration(Func<string, string?> variable)
    {
        if (!IsInCluster(variable))
        {
            return KubernetesClientConfiguration.BuildConfigFromConfigFile();
        }

        var folder = variable(ProxyEnvironment.CredentialsFolder) is { Length: > 0 } given ? given : Installation.ProxyMount;
        var host = variable("KUBERNETES_SERVICE_HOST")!;
        var port = variable("KUBERNETES_SERVICE_PORT") ?? "443";
        return new KubernetesClientConfiguration
        {
            Host = $"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}/",
            TokenProvider = new TokenFileAuth(Path.Combine(folder, "token")),
            SslCaCerts = Roots(Path.Combine(folder, Installation.CaKey)),
        };
    }

    private static X509Certificate2Collection Roots(string file)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(file);
        return roots;
    }
}
