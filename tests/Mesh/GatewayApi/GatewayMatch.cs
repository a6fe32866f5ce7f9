using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.GatewayApi;

/// <summary>One alternative of a rule of an HTTPRoute.</summary>
internal sealed record GatewayMatch(TextMatch Path)
{
    public string? Method { get; init; }

    public IReadOnlyList<(string Name, TextMatch Value)> Headers { get; init; } = [];

    public IReadOnlyList<(string Name, TextMatch Value)> QueryParameters { get; init; } = [];

    public bool Accepts(MeshRequest request) =>
        AcceptsPath(request.Path)
        && (Method is null || Method == request.Method)
        && Headers.All(each => request.Headers.TryGetValue(each.Name, out var value) && each.Value.Accepts(value))
        && QueryParameters.All(each => request.QueryParameters.TryGetValue(each.Name, out var value) && each.Value.Accepts(value));

    /// <summary>That much of the path which a rewrite replaces.</summary>
    public string Matched(string path) => Path.Kind == TextMatchKind.Prefix ? Path.Value.TrimEnd('/') : path;

    /// <summary>The match that asks more comes first, whatever the order in the object.</summary>
    public (int Kind, int Length, int Method, int Headers, int Parameters) Rank => (
        Path.Kind switch { TextMatchKind.Exact => 3, TextMatchKind.Prefix => 2, TextMatchKind.Regex => 1 },
        Path.Value.Length, Method is null ? 0 : 1, Headers.Count, QueryParameters.Count);

    // A prefix is one of whole segments.
    private bool AcceptsPath(string path)
    {
        if (Path.Kind != TextMatchKind.Prefix)
        {
            return Path.Accepts(path);
        }
        var prefix = Path.Value.TrimEnd('/');
        return path.StartsWith(prefix, StringComparison.Ordinal) && (path.Length == prefix.Length || path[prefix.Length] == '/');
    }
}
