using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Routing;

/// <summary>All that the choice of a provider depends on.</summary>
internal sealed record ProviderFacts
{
    /// <summary>spec.provider as it is written; null if it is not.</summary>
    public string? Asked { get; init; }

    /// <summary>Who splits the requests of an onboarded target; null while none does.</summary>
    public ProviderChoice? Recorded { get; init; }

    /// <summary>Whether its pods are in Istio's mesh.</summary>
    public MeshFinding Mesh { get; init; }

    /// <summary>The Service that a route would be for is there, or asked for.</summary>
    public bool HasApex { get; init; }

    /// <summary>There is a metrics server, by which alone requests in a mesh are counted.</summary>
    public bool HasServer { get; init; }

    /// <summary>spec.service.gatewayRefs names a gateway.</summary>
    public bool HasGateways { get; init; }

    /// <summary>Whether the cluster serves the kinds that a provider writes.</summary>
    public required Func<ProviderKind, bool> Serves { get; init; }
}
