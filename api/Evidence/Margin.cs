namespace CanaryMesh.Api.Evidence;

/// <summary>How much worse a canary may be: it is within the margin while its events per request are at most
/// <see cref="Ratio"/> (positive) times the primary's plus <see cref="Added"/> (events per request, 0 to 1).</summary>
public readonly record struct Margin(double Ratio, double Added)
{
    /// <summary>No tolerance: the canary may be as bad as the primary, and no worse.</summary>
    public static Margin None { get; } = new(1.0, 0.0);

    /// <summary>What rolling back tolerates of errors: 1.1 times the primary's rate plus 0.02 points.</summary>
    public static Margin Errors { get; } = new(1.1, 0.0002);

    /// <summary>What rolling back tolerates of slow requests where buckets are too coarse to be shifted: 1.25 times plus 0.1 points.</summary>
    public static Margin CoarseLatency { get; } = new(1.25, 0.001);

    /// <summary>The margin of a proof of "not worse": 1.5 times plus 0.5 points.</summary>
    public static Margin Proof { get; } = new(1.5, 0.005);
}
