namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Which objects are listed and watched.</summary>
internal sealed record WatchScope(KubeKind Kind, string? Namespace = null, string? LabelSelector = null, string? FieldSelector = null)
{
    /// <summary>Path with its query begun, ready for more parameters.</summary>
    public string Path => Kind.Path(Namespace) + "?" + Query("labelSelector", LabelSelector) + Query("fieldSelector", FieldSelector);

    private static string Query(string name, string? value) =>
        string.IsNullOrEmpty(value) ? "" : $"&{name}={Uri.EscapeDataString(value)}";
}
