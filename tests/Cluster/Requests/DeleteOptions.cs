namespace CanaryMesh.Cluster.Requests;

/// <summary>How something is to be deleted.</summary>
internal sealed record DeleteOptions
{
    public static DeleteOptions None { get; } = new();

    public int? GraceSeconds { get; init; }

    public string? Propagation { get; init; }

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }
}
