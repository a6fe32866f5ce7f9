namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>A condition on a text; at most one member is there, and none means that the text is present.</summary>
public sealed record StringMatch : Extensible
{
    /// <summary>The whole text.</summary>
    public string? Exact { get; init; }

    /// <summary>Its beginning.</summary>
    public string? Prefix { get; init; }

    /// <summary>Its end (headers of an A/B run only).</summary>
    public string? Suffix { get; init; }

    /// <summary>An RE2 expression for the whole text.</summary>
    public string? Regex { get; init; }
}
