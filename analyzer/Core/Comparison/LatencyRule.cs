using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>How "slower" is judged: at which levels (0 to 1, each a share of the primary's requests that is faster),
/// with which margin, and how many buckets higher the canary is looked at.</summary>
public sealed record LatencyRule(IReadOnlyList<double> Levels, Margin Margin, int Shift)
{
    /// <summary>Rolling back by buckets 9 % wide, as our proxies count: one of them is tolerated.</summary>
    public static LatencyRule Fine { get; } = new([0.5, 0.9, 0.99], Margin.None, 1);

    /// <summary>Rolling back by buckets of an application: a share of slower requests is tolerated.</summary>
    public static LatencyRule Coarse { get; } = new([0.5, 0.9, 0.99], Margin.CoarseLatency, 0);

    /// <summary>Proof of "not slower" by buckets 9 % wide: two of them, and a share of slower requests.</summary>
    public static LatencyRule FineProof { get; } = new([0.9, 0.99], Margin.Proof, 2) { Grid = StakeGrid.Safe, Stake = Stake.Whole };

    /// <summary>Proof of "not slower" by buckets of an application.</summary>
    public static LatencyRule CoarseProof { get; } = FineProof with { Shift = 0 };

    /// <summary>What is bet on.</summary>
    public StakeGrid Grid { get; init; } = StakeGrid.Harm;

    /// <summary>How much is bet at once.</summary>
    public Stake Stake { get; init; } = Stake.Half;
}
