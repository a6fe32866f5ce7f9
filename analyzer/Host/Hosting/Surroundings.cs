using System.Net;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Api.Names;
using CanaryMesh.Certs;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>What the process's environment says.</summary>
internal sealed record Surroundings
{
    public required string Namespace { get; init; }

    public required string Identity { get; init; }

    public required string SettingsFolder { get; init; }

    /// <summary>Listeners bind the pod's own addresses; outside a pod, loopback.</summary>
    public required IReadOnlyList<IPAddress> Addresses { get; init; }

    /// <summary>What the installation is limited to; none: every namespace is watched.</summary>
    public IReadOnlyList<string> Watched { get; init; } = [];

    /// <summary>Addresses that users name may be loopback ones: only where the whole cluster is on loopback.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Folder of a mounted certificate; null: one of our own.</summary>
    public string? CertificateFolder { get; init; }

    /// <summary>The API server's address within the cluster; null outside of one.</summary>
    public IPAddress? ApiServer { get; init; }

    /// <summary>Which addresses are reached on behalf of users: the API server is not.</summary>
    public OutboundRule Outbound => new() { AllowLoopback = AllowLoopback, Blocked = ApiServer is null ? [] : [new IPNetwork(ApiServer, ApiServer.GetAddressBytes().Length * 8)] };

    public string ControlName => $"{Installation.Control}.{Namespace}.svc";

    /// <summary>Where a kind is watched: pods in the installation's own namespace too, since others' policies name the analyzer's.</summary>
    public IReadOnlyList<string> WatchedFor(KubeKind kind) => kind == KubeKind.Pods && Watched.Count > 0 ? [.. Watched, Namespace] : Watched;

    public static Surroundings Read(Func<string, string?> variable) => new()
    {
        Namespace = Given(variable(ProxyEnvironment.PodNamespace)) ?? Installation.Namespace,
        Identity = Given(variable(ProxyEnvironment.PodName)) ?? Guid.NewGuid().ToString("n"),
        SettingsFolder = Given(variable("CANARYMESH_SETTINGS")) ?? "/etc/canarymesh",
        Addresses = [.. (Given(variable(ProxyEnvironment.PodIps)) ?? "127.0.0.1").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)],
        CertificateFolder = Given(variable(MountedPair.Variable)),
        ApiServer = IPAddress.TryParse(variable("KUBERNETES_SERVICE_HOST"), out var server) ? server : null,
        Watched = WatchedNamespaces.Parse(variable(WatchedNamespaces.Variable)),
        AllowLoopback = variable("CANARYMESH_ALLOW_LOOPBACK") == "true",
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
