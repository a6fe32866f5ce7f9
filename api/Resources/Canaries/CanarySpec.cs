namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>What is asked of a Canary.</summary>
public sealed record CanarySpec : Extensible
{
    /// <summary>Who routes: canarymesh, istio, gatewayapi:v1 or kubernetes; null decides by what is there.</summary>
    public string? Provider { get; init; }

    /// <summary>URL of a Prometheus for the built-in checks and inline queries; null means the installation's.</summary>
    public string? MetricsServer { get; init; }

    /// <summary>The workload whose versions are tried.</summary>
    public required ObjectReference TargetRef { get; init; }

    /// <summary>The target's autoscaler.</summary>
    public AutoscalerReference? AutoscalerRef { get; init; }

    /// <summary>An Ingress; read for manifests of other providers.</summary>
    public ObjectReference? IngressRef { get; init; }

    /// <summary>An APISIX route; read for manifests of other providers.</summary>
    public ObjectReference? RouteRef { get; init; }

    /// <summary>A Gloo upstream; read for manifests of other providers.</summary>
    public ObjectReference? UpstreamRef { get; init; }

    /// <summary>Seconds in which a side must become ready; null means 600.</summary>
    public int? ProgressDeadlineSeconds { get; init; }

    /// <summary>True promotes a new version without judging it.</summary>
    public bool? SkipAnalysis { get; init; }

    /// <summary>Kept for Flagger's manifests: leaving always puts everything back.</summary>
    public bool? RevertOnDeletion { get; init; }

    /// <summary>True pauses the rollout where it is.</summary>
    public bool? Suspend { get; init; }

    /// <summary>When the apex is steered to the proxies: always (default), or trial: only while a version is on trial.</summary>
    public string? SteeringMode { get; init; }

    /// <summary>The apex Service and its routes.</summary>
    public CanaryService? Service { get; init; }

    /// <summary>How a version is judged.</summary>
    public required CanaryAnalysis Analysis { get; init; }
}
