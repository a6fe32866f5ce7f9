using CanaryMesh.Api.Resources.Canaries.Istio;

namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>A condition on requests; all its parts must hold.</summary>
public sealed record CanaryMatch : Extensible
{
    /// <summary>Conditions by header name.</summary>
    public IReadOnlyDictionary<string, StringMatch>? Headers { get; init; }

    /// <summary>Conditions by cookie.</summary>
    public IReadOnlyDictionary<string, StringMatch>? Cookies { get; init; }

    /// <summary>Conditions by query parameter.</summary>
    public IReadOnlyDictionary<string, StringMatch>? QueryParams { get; init; }

    /// <summary>Labels of the calling workload, inside a mesh.</summary>
    public IReadOnlyDictionary<string, string>? SourceLabels { get; init; }
}
