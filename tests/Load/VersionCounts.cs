namespace CanaryMesh.Load;

/// <summary>What one version of the app answered.</summary>
public sealed record VersionCounts(string Version, long Answered, long Failed)
{
    public double? P50Milliseconds { get; init; }

    public double? P99Milliseconds { get; init; }

    public IReadOnlyDictionary<int, long> ByStatus { get; init; } = new Dictionary<int, long>();

    /// <summary>When the first failed answer came back.</summary>
    public DateTimeOffset? FirstFailure { get; init; }

    /// <summary>When the last request that it answered was sent.</summary>
    public DateTimeOffset? LastSent { get; init; }

    public double ErrorRate => Answered == 0 ? 0 : (double)Failed / Answered;
}
