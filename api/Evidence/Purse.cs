namespace CanaryMesh.Api.Evidence;

/// <summary>The money of a run: what each bet of a grid is worth now, and what is not in play yet. It begins with 1.</summary>
public sealed class Purse
{
    private readonly Stake stake;
    private readonly double[] logs;
    private double logIdle;

    /// <summary>A purse of 1, of which <paramref name="stake"/> is bet at once on the bets of <paramref name="grid"/>.</summary>
    public Purse(StakeGrid grid, Stake stake)
    {
        Grid = grid;
        this.stake = stake;
        logs = new double[grid.Sizes.Length];
        Reset();
    }

    /// <summary>The bets in play.</summary>
    public StakeGrid Grid { get; }

    /// <summary>How often money came into play, the start of the run included; at least 1.</summary>
    public int Starts { get; private set; }

    /// <summary>Natural logarithm of what each bet is worth, in the order of the grid.</summary>
    public ReadOnlySpan<double> Logs => logs;

    /// <summary>Natural logarithm of the worth of everything, money not in play included.</summary>
    public double LogValue => LogDomain.Add(LogDomain.Sum(logs), logIdle);

    /// <summary>Multiplies the worth of the bet at <paramref name="place"/> in the grid by a payoff, given as natural logarithm.</summary>
    public void Pay(int place, double logPayoff) => logs[place] += logPayoff;

    /// <summary>Brings the next part of the stake into play; to be called between two blocks, once a minute.</summary>
    public void Restart()
    {
        if (stake is Stake.Whole)
        {
            return;
        }
        var logPart = Math.Log(RestartStakes.Part(Starts));
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = LogDomain.Add(logs[i], Grid.LogShares[i] + logPart);
        }
        Begin(Starts + 1);
    }

    /// <summary>Forgets everything: the purse is as new.</summary>
    public void Reset()
    {
        var logFirst = stake is Stake.Whole ? 0.0 : Math.Log(RestartStakes.Part(0));
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = Grid.LogShares[i] + logFirst;
        }
        Begin(1);
    }

    /// <summary>Takes over the state of an earlier purse of the same grid and stake: its <see cref="Starts"/> and <see cref="Logs"/>.</summary>
    public void Restore(int starts, ReadOnlySpan<double> worth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(worth.Length, logs.Length);
        worth.CopyTo(logs);
        Begin(starts);
    }

    private void Begin(int starts)
    {
        Starts = starts;
        logIdle = stake is Stake.Whole ? double.NegativeInfinity : Math.Log(RestartStakes.Rest(starts));
    }
}
