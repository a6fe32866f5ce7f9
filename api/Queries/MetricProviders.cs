namespace CanaryMesh.Api.Queries;

/// <summary>Which metric sources are asked, by the type of a MetricTemplate's provider.</summary>
public static class MetricProviders
{
    /// <summary>Prometheus, or what speaks its HTTP API.</summary>
    public const string Prometheus = "prometheus";

    /// <summary>Any HTTP API that answers JSON with the number at a path.</summary>
    public const string Http = "http";

    /// <summary>The API server's external metrics, or an API of their form.</summary>
    public const string ExternalMetrics = "externalmetrics";

    /// <summary>What is legal, as the end of a sentence that says "must be".</summary>
    public const string Words =
        "prometheus, http or externalmetrics; the vendors' own sources are not supported: what their HTTP API answers in JSON can be read by the type http with a jsonPath";

    /// <summary>Whether a source of this type is asked.</summary>
    public static bool AreSupported(string? type) => type is Prometheus or Http or ExternalMetrics;

    /// <summary>Whether the type needs an address.</summary>
    public static bool NeedsAddress(string? type) => type is Prometheus or Http;

    /// <summary>What the queries of a type are written in.</summary>
    public static QuerySurface SurfaceOf(string? type) => type is Prometheus ? QuerySurface.PromQl : QuerySurface.Address;
}
