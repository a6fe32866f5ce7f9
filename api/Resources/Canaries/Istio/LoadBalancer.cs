namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>How an endpoint is chosen: by a simple rule or by a consistent hash.</summary>
public sealed record LoadBalancer : Extensible
{
    /// <summary>ROUND_ROBIN, LEAST_CONN, LEAST_REQUEST, RANDOM or PASSTHROUGH.</summary>
    public string? Simple { get; init; }

    /// <summary>Hash that keeps a caller on one endpoint.</summary>
    public ConsistentHash? ConsistentHash { get; init; }

    /// <summary>Preference by place.</summary>
    public LocalitySetting? LocalityLbSetting { get; init; }

    /// <summary>How long a new endpoint is spared, e.g. 30s.</summary>
    public string? WarmupDurationSecs { get; init; }
}

/// <summary>What is hashed; exactly one of header, cookie, address and parameter.</summary>
public sealed record ConsistentHash : Extensible
{
    /// <summary>Name of a header.</summary>
    public string? HttpHeaderName { get; init; }

    /// <summary>A cookie, made if absent.</summary>
    public HashCookie? HttpCookie { get; init; }

    /// <summary>True hashes the caller's address.</summary>
    public bool? UseSourceIp { get; init; }

    /// <summary>Name of a query parameter.</summary>
    public string? HttpQueryParameterName { get; init; }

    /// <summary>Fewest points of the ring.</summary>
    public long? MinimumRingSize { get; init; }
}

/// <summary>A cookie whose value is hashed.</summary>
public sealed record HashCookie : Extensible
{
    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>Attribute Path.</summary>
    public string? Path { get; init; }

    /// <summary>Lifetime, e.g. 0s.</summary>
    public string? Ttl { get; init; }
}
