namespace CanaryMesh.Cluster.Golden;

/// <summary>What became of a record: its first difference, or null if there was none.</summary>
public sealed record GoldenOutcome(string Id, string? Difference)
{
    public bool Passed => Difference is null;

    public string Group => Id.Split('/')[0];
}
