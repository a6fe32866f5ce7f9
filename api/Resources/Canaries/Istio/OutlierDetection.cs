namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>When an endpoint is ejected from the pool.</summary>
public sealed record OutlierDetection : Extensible
{
    /// <summary>Shortest ejection, e.g. 30s.</summary>
    public string? BaseEjectionTime { get; init; }

    /// <summary>5xx answers in a row.</summary>
    public int? Consecutive5xxErrors { get; init; }

    /// <summary>Errors in a row; Istio's older member.</summary>
    public int? ConsecutiveErrors { get; init; }

    /// <summary>502–504 answers in a row.</summary>
    public int? ConsecutiveGatewayErrors { get; init; }

    /// <summary>Failures before the request was sent, in a row.</summary>
    public int? ConsecutiveLocalOriginFailures { get; init; }

    /// <summary>Time between two sweeps.</summary>
    public string? Interval { get; init; }

    /// <summary>Largest ejected share, in percent.</summary>
    public int? MaxEjectionPercent { get; init; }

    /// <summary>Share below which nothing is ejected, in percent.</summary>
    public int? MinHealthPercent { get; init; }

    /// <summary>True counts local failures apart.</summary>
    public bool? SplitExternalLocalOriginErrors { get; init; }
}
