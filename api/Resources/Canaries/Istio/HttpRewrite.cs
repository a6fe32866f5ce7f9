namespace CanaryMesh.Api.Resources.Canaries.Istio;

/// <summary>How a request is rewritten.</summary>
public sealed record HttpRewrite : Extensible
{
    /// <summary>New path, or new prefix.</summary>
    public string? Uri { get; init; }

    /// <summary>New host.</summary>
    public string? Authority { get; init; }

    /// <summary>ReplacePrefixMatch replaces the matched prefix, anything else the whole path (Gateway API).</summary>
    public string? Type { get; init; }
}
