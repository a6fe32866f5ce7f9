namespace CanaryMesh.Cluster.Definitions;

/// <summary>Between what a number must be.</summary>
internal sealed record NumberLimits(double? Least, bool AboveLeast, double? Most, bool BelowMost, double? MultipleOf)
{
    public static NumberLimits None { get; } = new(null, false, null, false, null);
}
