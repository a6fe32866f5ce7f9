namespace CanaryMesh.Cluster.Node;

/// <summary>Results in a row: a verdict changes once enough of them agree.</summary>
internal readonly record struct ProbeStreak(bool? Last, int Count)
{
    public ProbeStreak Add(bool succeeded) => new(succeeded, Last == succeeded ? Count + 1 : 1);

    /// <summary>The verdict this streak is long enough for, if any.</summary>
    public bool? Verdict(int successThreshold, int failureThreshold) => Last switch
    {
        true when Count >= successThreshold => true,
        false when Count >= failureThreshold => false,
        _ => null,
    };
}
