using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Discovery;

/// <summary>Which subresources a kind is said to have.</summary>
internal static class SubresourceEntries
{
    private static readonly string[] Change = ["get", "patch", "update"];
    private static readonly string[] Proxy = ["create", "delete", "get", "patch", "update"];

    public static IEnumerable<SubresourceEntry> Of(ResourceKind kind)
    {
        IEnumerable<SubresourceEntry> special = (kind.Group, kind.Plural) switch
        {
            ("", "pods") =>
            [
                new("attach", "", "", "PodAttachOptions", ["create", "get"]), new("binding", "", "", "Binding", ["create"]),
                new("ephemeralcontainers", "", "", "Pod", Change), new("eviction", "policy", "v1", "Eviction", ["create"]),
                new("exec", "", "", "PodExecOptions", ["create", "get"]), new("log", "", "", "Pod", ["get"]),
                new("portforward", "", "", "PodPortForwardOptions", ["create", "get"]), new("proxy", "", "", "PodProxyOptions", Proxy),
                new("resize", "", "", "Pod", Change),
            ],
            ("", "services") => [new("proxy", "", "", "ServiceProxyOptions", Proxy)],
            ("", "namespaces") => [new("finalize", "", "", "Namespace", ["update"])],
            ("", "serviceaccounts") => [new("token", "authentication.k8s.io", "v1", "TokenRequest", ["create"])],
            _ => [],
        };
        if (kind.HasScale)
        {
            special = special.Append(new SubresourceEntry("scale", "autoscaling", "v1", "Scale", Change));
        }

        if (kind.HasStatus)
        {
            special = special.Append(new SubresourceEntry("status", "", "", kind.Kind, Change));
        }

        return special.OrderBy(s => s.Name, StringComparer.Ordinal);
    }
}
