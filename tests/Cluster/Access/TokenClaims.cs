namespace CanaryMesh.Cluster.Access;

/// <summary>What a ServiceAccount's token says.</summary>
internal sealed record TokenClaims(
    string Namespace, string Account, string AccountUid, IReadOnlyList<string> Audiences, DateTimeOffset Expires, string Id, string? Pod, string? PodUid, string? Node, string? NodeUid);
