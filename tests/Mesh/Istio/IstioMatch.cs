using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.Istio;

/// <summary>One alternative of a rule: all that it asks must hold.</summary>
internal sealed record IstioMatch
{
    public static IstioMatch Everything { get; } = new();

    public TextMatch? Uri { get; init; }

    public TextMatch? Scheme { get; init; }

    public TextMatch? Method { get; init; }

    public TextMatch? Authority { get; init; }

    /// <summary>A header without a condition has to be there.</summary>
    public IReadOnlyDictionary<string, TextMatch?> Headers { get; init; } = new Dictionary<string, TextMatch?>();

    public IReadOnlyDictionary<string, TextMatch?> WithoutHeaders { get; init; } = new Dictionary<string, TextMatch?>();

    public IReadOnlyDictionary<string, TextMatch?> QueryParameters { get; init; } = new Dictionary<string, TextMatch?>();

    public int? Port { get; init; }

    public IReadOnlyDictionary<string, string> SourceLabels { get; init; } = new Dictionary<string, string>();

    public string? SourceNamespace { get; init; }

    public IReadOnlyList<string> Gateways { get; init; } = [];

    public bool Accepts(MeshRequest request, string gateway) =>
        IsFrom(request, gateway)
        && (Port is null || Port == request.Port)
        && Holds(Uri, request.Path) && Holds(Scheme, "http") && Holds(Method, request.Method) && Holds(Authority, request.Host)
        && Headers.All(each => request.Headers.TryGetValue(each.Key, out var value) && Holds(each.Value, value))
        && WithoutHeaders.All(each => !(request.Headers.TryGetValue(each.Key, out var value) && Holds(each.Value, value)))
        && (QueryParameters.Count == 0 || HasParameters(request.QueryParameters));

    /// <summary>That much of the path which a rewrite replaces: without a condition it is the slash, as Envoy then matches that prefix.</summary>
    public string Matched(string path) => Uri switch
    {
        null => path.StartsWith('/') ? "/" : "",
        { Kind: TextMatchKind.Prefix } prefix => path[..prefix.Value.Length],
        _ => path,
    };

    private bool IsFrom(MeshRequest request, string gateway) =>
        (Gateways.Count == 0 || Gateways.Contains(gateway))
        && (SourceNamespace is null || SourceNamespace == request.Namespace)
        && SourceLabels.All(label => request.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    private bool HasParameters(IReadOnlyDictionary<string, string> given) =>
        QueryParameters.All(each => given.TryGetValue(each.Key, out var value) && Holds(each.Value, value));

    private static bool Holds(TextMatch? condition, string value) => condition is null || condition.Accepts(value);
}
