using System.Collections.Immutable;

namespace CanaryMesh.Mesh.Requests;

/// <summary>What a route may ask about a request.</summary>
internal sealed record MeshRequest(string Host, int Port, string Method, string Path)
{
    /// <summary>Without the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>By name in whatever case; several values of one header are one text, as Envoy joins them.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>Labels of the pod that asks.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = [];

    /// <summary>Namespace of the pod that asks.</summary>
    public string Namespace { get; init; } = "";

    public static ImmutableDictionary<string, string> NoHeaders { get; } = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>As it is written: Envoy decodes nothing before it compares. The first of several values counts.</summary>
    public IReadOnlyDictionary<string, string> QueryParameters => Query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .GroupBy(pair => pair[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First() is [_, var value] ? value : "", StringComparer.Ordinal);
}
