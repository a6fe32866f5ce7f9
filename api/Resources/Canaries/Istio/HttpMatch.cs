namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>Which requests a route takes; all members must hold.</summary>
public sealed record HttpMatch : Extensible
{
    /// <summary>Name of the condition, for logs.</summary>
    public string? Name { get; init; }

    /// <summary>The path.</summary>
    public StringMatch? Uri { get; init; }

    /// <summary>True compares the path without regard to case.</summary>
    public bool? IgnoreUriCase { get; init; }

    /// <summary>The scheme.</summary>
    public StringMatch? Scheme { get; init; }

    /// <summary>The method.</summary>
    public StringMatch? Method { get; init; }

    /// <summary>The host.</summary>
    public StringMatch? Authority { get; init; }

    /// <summary>Conditions by header name.</summary>
    public IReadOnlyDictionary<string, StringMatch>? Headers { get; init; }

    /// <summary>Conditions by header name that must not hold.</summary>
    public IReadOnlyDictionary<string, StringMatch>? WithoutHeaders { get; init; }

    /// <summary>Conditions by query parameter.</summary>
    public IReadOnlyDictionary<string, StringMatch>? QueryParams { get; init; }

    /// <summary>Port that was addressed.</summary>
    public int? Port { get; init; }

    /// <summary>Gateways the condition is for.</summary>
    public IReadOnlyList<string>? Gateways { get; init; }

    /// <summary>Labels of the calling workload.</summary>
    public IReadOnlyDictionary<string, string>? SourceLabels { get; init; }

    /// <summary>Namespace of the calling workload.</summary>
    public string? SourceNamespace { get; init; }
}
