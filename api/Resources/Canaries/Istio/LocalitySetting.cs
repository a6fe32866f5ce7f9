namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>Preference among endpoints by place.</summary>
public sealed record LocalitySetting : Extensible
{
    /// <summary>True turns it on whatever the mesh says.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Shares by place.</summary>
    public IReadOnlyList<LocalityShare>? Distribute { get; init; }

    /// <summary>Where to go when a place is down.</summary>
    public IReadOnlyList<LocalityFailover>? Failover { get; init; }
}

/// <summary>Where the traffic of one place goes.</summary>
public sealed record LocalityShare : Extensible
{
    /// <summary>The place, parts separated by slashes.</summary>
    public string? From { get; init; }

    /// <summary>Percent by place.</summary>
    public IReadOnlyDictionary<string, int>? To { get; init; }
}

/// <summary>The region that stands in for another.</summary>
public sealed record LocalityFailover : Extensible
{
    /// <summary>Region that is down.</summary>
    public string? From { get; init; }

    /// <summary>Region that stands in.</summary>
    public string? To { get; init; }
}
