using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Evidence on a fixed limit, without a primary: against "at most the limit" (<see cref="StakeGrid.Harm"/>) or against
/// "at least the limit" (<see cref="StakeGrid.Safe"/>). Valid at every look, and no look allocates.</summary>
/// <param name="grid">Which side of the limit is bet on.</param>
/// <param name="limit">Events per request, 0 to 1.</param>
/// <param name="stake">How much is bet at once.</param>
public sealed class LimitEvidence(StakeGrid grid, double limit, Stake stake = Stake.Half)
{
    private readonly Purse purse = new(grid, stake);

    /// <summary>How often money came into play, the start of the run included; at least 1.</summary>
    public int Starts => purse.Starts;

    /// <summary>Natural logarithm of what each bet is worth, in the order of the grid: the state, for <see cref="Restore"/>.</summary>
    public ReadOnlySpan<double> Logs => purse.Logs;

    /// <summary>Natural logarithm of the evidence.</summary>
    public double LogValue => purse.LogValue;

    /// <summary>Adds <paramref name="x"/> events of <paramref name="n"/> requests, neither negative.</summary>
    public void Add(double x, double n)
    {
        for (var i = 0; i < grid.Sizes.Length; i++)
        {
            purse.Pay(i, Bet.LogPayoffAgainst(limit, grid.Sizes[i], x, n));
        }
    }

    /// <summary>Brings the next part of the stake into play; to be called between two blocks, once a minute.</summary>
    public void Restart() => purse.Restart();

    /// <summary>Takes over the state of earlier evidence of the same kind: its <see cref="Starts"/> and <see cref="Logs"/>.</summary>
    public void Restore(int starts, ReadOnlySpan<double> logs) => purse.Restore(starts, logs);
}
