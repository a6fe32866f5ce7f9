namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>Limits of connections.</summary>
public sealed record ConnectionPool : Extensible
{
    /// <summary>Limits of HTTP connections.</summary>
    public HttpConnectionPool? Http { get; init; }
}

/// <summary>Limits of HTTP connections.</summary>
public sealed record HttpConnectionPool : Extensible
{
    /// <summary>DEFAULT, DO_NOT_UPGRADE or UPGRADE.</summary>
    public string? H2UpgradePolicy { get; init; }

    /// <summary>Most requests waiting for a connection.</summary>
    public int? Http1MaxPendingRequests { get; init; }

    /// <summary>Most requests at a time.</summary>
    public int? Http2MaxRequests { get; init; }

    /// <summary>How long an idle connection is kept, e.g. 30s.</summary>
    public string? IdleTimeout { get; init; }

    /// <summary>Most requests of one connection.</summary>
    public int? MaxRequestsPerConnection { get; init; }

    /// <summary>Most retries at a time.</summary>
    public int? MaxRetries { get; init; }
}
