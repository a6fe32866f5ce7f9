namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>What the proxies were asked and what they report.</summary>
public sealed record RouteObservation
{
    /// <summary>Canary share this leader published, percent; null if it has published none yet.</summary>
    public int? Asked { get; init; }

    /// <summary>Highest effective share that a connected proxy of the primary reports; null if none is connected.</summary>
    public int? Served { get; init; }

    /// <summary>Every ready proxied pod of the primary has reported the asked policy as applied.</summary>
    public bool Settled { get; init; }

    /// <summary>Proxies of the primary that are connected.</summary>
    public int Connected { get; init; }

    /// <summary>Ready proxied pods of the primary whose proxy is not connected.</summary>
    public int Missing { get; init; }

    /// <summary>A proxy refused the asked policy, and why.</summary>
    public string? Refused { get; init; }

    /// <summary>Requests drawn to the canary and not yet ended.</summary>
    public int InFlightCanary { get; init; }

    /// <summary>A route object says where requests go, not proxies: nobody reports requests that are still at the copy.</summary>
    public bool IsByRoute { get; init; }

    /// <summary>Time since this leader last wrote the route; null if it has not.</summary>
    public TimeSpan? WrittenFor { get; init; }

    /// <summary>Who changed the split of the route, and how, in a sentence; null if nobody did.</summary>
    public string? ForeignEdit { get; init; }

    /// <summary>Why the route has no effect although it is written; null if nothing hinders it.</summary>
    public string? Hindrance { get; init; }

    /// <summary>How long this leader has led.</summary>
    public TimeSpan LeaderFor { get; init; }
}
