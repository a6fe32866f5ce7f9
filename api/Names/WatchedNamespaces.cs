namespace CanaryMesh.Api.Names;

/// <summary>The namespaces that an installation is limited to.</summary>
public static class WatchedNamespaces
{
    /// <summary>Environment of analyzer and webhook, comma-separated; empty: every namespace. No setting of the ConfigMap: rights and selectors change with it, and watches are chosen at the start.</summary>
    public const string Variable = "CANARYMESH_WATCH_NAMESPACES";

    /// <summary>The names; none means that every namespace is watched.</summary>
    public static IReadOnlyList<string> Parse(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
