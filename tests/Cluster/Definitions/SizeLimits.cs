namespace CanaryMesh.Cluster.Definitions;

/// <summary>How long, or how many.</summary>
internal sealed record SizeLimits(long? Least, long? Most)
{
    public static SizeLimits None { get; } = new(null, null);
}
