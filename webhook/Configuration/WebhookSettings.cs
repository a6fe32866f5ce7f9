using CanaryMesh.Api.Names;

namespace CanaryMesh.Webhook.Configuration;

/// <summary>The installation's settings, from its ConfigMap; validated whole.</summary>
internal sealed record WebhookSettings
{
    /// <summary>Oldest kubelet that runs native sidecars (beta and on by default).</summary>
    private const int FirstNativeMinor = 29;

    public required string ProxyImage { get; init; }

    public string AppHost { get; init; } = "loopback";

    public string NativeSidecar { get; init; } = "auto";

    public int? OldestNodeMinor { get; init; }

    public IReadOnlyList<string> RestartAnnotations { get; init; } = [AnnotationNames.RestartedAt];

    public bool NoCrossNamespaceRefs { get; init; }

    /// <summary>Hosts, or wildcards, that a route may be for although they are names of other Services.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public string ProxyCpuRequest { get; init; } = "50m";

    public string ProxyMemoryRequest { get; init; } = "64Mi";

    public string ProxyMemoryLimit { get; init; } = "192Mi";

    /// <summary>Unknown age of nodes: an old kubelet would run a native sidecar as an init container, and the pod would hang for ever.</summary>
    public bool IsNative => NativeSidecar == "true" || (NativeSidecar == "auto" && OldestNodeMinor >= FirstNativeMinor);
}
