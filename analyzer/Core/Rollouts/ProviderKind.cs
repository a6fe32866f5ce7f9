namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Who splits the requests of a target.</summary>
public enum ProviderKind
{
    /// <summary>The proxies.</summary>
    CanaryMesh,

    /// <summary>The proxies, if weights are asked for; else nobody: blue/green.</summary>
    Kubernetes,

    /// <summary>Istio, by a VirtualService.</summary>
    Istio,

    /// <summary>Gateways, by an HTTPRoute.</summary>
    GatewayApi,
}
