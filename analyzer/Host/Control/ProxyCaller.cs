namespace CanaryMesh.Analyzer.Control;

/// <summary>Who a token speaks for, as the API server said.</summary>
internal sealed record ProxyCaller(string Namespace, string PodName, string PodUid, DateTimeOffset? TokenEnds);
