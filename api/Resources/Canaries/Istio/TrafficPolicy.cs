namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>Istio's traffic policy, copied into the DestinationRule of each side.</summary>
public sealed record TrafficPolicy : Extensible
{
    /// <summary>Limits of connections.</summary>
    public ConnectionPool? ConnectionPool { get; init; }

    /// <summary>How an endpoint is chosen.</summary>
    public LoadBalancer? LoadBalancer { get; init; }

    /// <summary>When an endpoint is ejected.</summary>
    public OutlierDetection? OutlierDetection { get; init; }

    /// <summary>TLS towards the app.</summary>
    public ClientTls? Tls { get; init; }
}
