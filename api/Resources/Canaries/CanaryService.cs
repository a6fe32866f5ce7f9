using CanaryMesh.Api.Resources.Canaries.Gateway;
using CanaryMesh.Api.Resources.Canaries.Istio;

namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>The apex Service and the routes in front of it. Durations are strings such as 15s.</summary>
public sealed record CanaryService : Extensible
{
    /// <summary>Name of the apex; null means the target's.</summary>
    public string? Name { get; init; }

    /// <summary>Port of the apex, 1–65535.</summary>
    public required int Port { get; init; }

    /// <summary>Name of the port; null means http.</summary>
    public string? PortName { get; init; }

    /// <summary>Port of the app's container; null means <see cref="Port"/>.</summary>
    public IntOrString? TargetPort { get; init; }

    /// <summary>Protocol of the app on the port.</summary>
    public string? AppProtocol { get; init; }

    /// <summary>Preference among endpoints: PreferClose, PreferSameZone or PreferSameNode.</summary>
    public string? TrafficDistribution { get; init; }

    /// <summary>True adds every other port of the containers.</summary>
    public bool? PortDiscovery { get; init; }

    /// <summary>True makes Services without a cluster IP.</summary>
    public bool? Headless { get; init; }

    /// <summary>Longest request.</summary>
    public string? Timeout { get; init; }

    /// <summary>Longest request to one backend (Gateway API).</summary>
    public string? BackendTimeout { get; init; }

    /// <summary>App Mesh's mesh; read for manifests of other providers.</summary>
    public string? MeshName { get; init; }

    /// <summary>App Mesh's backends; read for manifests of other providers.</summary>
    public IReadOnlyList<string>? Backends { get; init; }

    /// <summary>Host names of the routes.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>True makes a delegate VirtualService, without hosts and gateways.</summary>
    public bool? Delegation { get; init; }

    /// <summary>Istio gateways of the VirtualService.</summary>
    public IReadOnlyList<string>? Gateways { get; init; }

    /// <summary>Parents of the HTTPRoute, at most 32.</summary>
    public IReadOnlyList<ParentReference>? GatewayRefs { get; init; }

    /// <summary>Which requests the routes take; null means all.</summary>
    public IReadOnlyList<HttpMatch>? Match { get; init; }

    /// <summary>How requests are rewritten.</summary>
    public HttpRewrite? Rewrite { get; init; }

    /// <summary>How often requests are tried again.</summary>
    public HttpRetries? Retries { get; init; }

    /// <summary>Headers added, set and removed.</summary>
    public HeaderOperations? Headers { get; init; }

    /// <summary>Backends that get a copy of each request, apart from the analysis (Gateway API).</summary>
    public IReadOnlyList<RequestMirror>? Mirror { get; init; }

    /// <summary>Cross-origin rules.</summary>
    public CorsPolicy? CorsPolicy { get; init; }

    /// <summary>Istio's traffic policy of both sides.</summary>
    public TrafficPolicy? TrafficPolicy { get; init; }

    /// <summary>Metadata of the apex Service and of the routes.</summary>
    public ServiceMetadata? Apex { get; init; }

    /// <summary>Metadata of the primary's Service.</summary>
    public ServiceMetadata? Primary { get; init; }

    /// <summary>Metadata of the canary's Service.</summary>
    public ServiceMetadata? Canary { get; init; }

    /// <summary>Keys on made Services that are left to others.</summary>
    public UnmanagedMetadata? UnmanagedMetadata { get; init; }
}
