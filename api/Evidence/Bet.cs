namespace CanaryMesh.Api.Evidence;

/// <summary>What one bet pays on one block of events. Bets above 1 win when the canary is worse than the margin, bets below 1 when it is better;
/// a canary at the margin pays each of them at most what was staked, in expectation.</summary>
public static class Bet
{
    /// <summary>Natural logarithm of the payoff of a bet of <paramref name="size"/> (positive, not 1).</summary>
    /// <param name="size">Size of the bet.</param>
    /// <param name="x">Events on the canary, fractions allowed.</param>
    /// <param name="y">Events on the primary, fractions allowed.</param>
    /// <param name="a">Exposure of the canary, in requests; none means that the bet pays its stake back.</param>
    /// <param name="b">Exposure of the primary, in requests; none means that the bet pays its stake back.</param>
    /// <param name="margin">How much worse the canary may be.</param>
    public static double LogPayoff(double size, double x, double y, double a, double b, Margin margin) =>
        a > 0.0 && b > 0.0 ? new BetBlock(x, y, a, b, margin).LogPayoff(size, Math.Log(size)) : 0.0;

    /// <summary>Natural logarithm of the payoff of a bet of <paramref name="size"/> against a limit instead of a primary:
    /// <paramref name="x"/> events of <paramref name="n"/> requests, <paramref name="limit"/> events per request (0 to 1).</summary>
    public static double LogPayoffAgainst(double limit, double size, double x, double n) => (x * Math.Log(size)) - (n * limit * (size - 1.0));
}
