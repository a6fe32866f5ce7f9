namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>Cross-origin rules.</summary>
public sealed record CorsPolicy : Extensible
{
    /// <summary>Origins, spelled out.</summary>
    public IReadOnlyList<string>? AllowOrigin { get; init; }

    /// <summary>Origins by condition.</summary>
    public IReadOnlyList<StringMatch>? AllowOrigins { get; init; }

    /// <summary>Methods.</summary>
    public IReadOnlyList<string>? AllowMethods { get; init; }

    /// <summary>Request headers.</summary>
    public IReadOnlyList<string>? AllowHeaders { get; init; }

    /// <summary>Response headers that scripts may read.</summary>
    public IReadOnlyList<string>? ExposeHeaders { get; init; }

    /// <summary>True lets cookies along.</summary>
    public bool? AllowCredentials { get; init; }

    /// <summary>How long an answer is kept, e.g. 24h.</summary>
    public string? MaxAge { get; init; }
}
