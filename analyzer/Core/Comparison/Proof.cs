using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Proof that the canary is not worse than a margin at the weight in force. A canary beyond the margin is proven good
/// with a chance of at most 5 % at each weight, however often it is looked at.</summary>
/// <param name="margin">How much worse the canary may be.</param>
/// <param name="burst">The most events that one cause makes on one side, at least 1.</param>
public sealed class Proof(Margin margin, double burst = 1.0)
{
    private readonly Evidence evidence = new(StakeGrid.Safe, margin, Stake.Whole) { Burst = burst };

    /// <summary>What proves: the natural logarithm of 20.</summary>
    public static double LogLevel { get; } = Math.Log(20);

    /// <summary>The evidence since the weight began.</summary>
    public Evidence Evidence => evidence;

    /// <summary>Whether the canary is shown not worse now.</summary>
    public bool IsShown => evidence.LogValue >= LogLevel;

    /// <summary>Adds a block: events <paramref name="x"/> and exposure <paramref name="a"/> of the canary, <paramref name="y"/> and
    /// <paramref name="b"/> of the primary, none negative.</summary>
    public void Add(double x, double y, double a, double b) => evidence.Add(x, y, a, b);

    /// <summary>A new weight is in force: what was shown at another one says nothing about it.</summary>
    public void BeginWeight() => evidence.Reset();
}
