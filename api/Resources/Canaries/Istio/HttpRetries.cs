namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>How often a request is tried again.</summary>
public sealed record HttpRetries : Extensible
{
    /// <summary>Number of further tries.</summary>
    public int? Attempts { get; init; }

    /// <summary>Longest single try, e.g. 2s.</summary>
    public string? PerTryTimeout { get; init; }

    /// <summary>Conditions, comma-separated.</summary>
    public string? RetryOn { get; init; }
}
