namespace CanaryMesh.Api.Evidence;

/// <summary>Evidence on one metric over a run. Its value exceeds K with a chance of at most 1/K as long as what the grid bets against is true,
/// however often it is looked at. Adding, restarting and looking allocate nothing; it is not safe for several threads.</summary>
public sealed class Evidence
{
    private readonly Purse purse;
    private readonly double[] gains;

    /// <summary>Evidence against "within the margin" (<see cref="StakeGrid.Harm"/>) or for it (<see cref="StakeGrid.Safe"/>), beginning with 1.</summary>
    public Evidence(StakeGrid grid, Margin margin, Stake stake = Stake.Half)
    {
        purse = new(grid, stake);
        gains = new double[grid.Sizes.Length];
        Margin = margin;
    }

    /// <summary>The bets in play.</summary>
    public StakeGrid Grid => purse.Grid;

    /// <summary>How much worse the canary may be.</summary>
    public Margin Margin { get; }

    /// <summary>The most, as natural logarithm, that one block adds to any bet; infinite by default.
    /// With blocks of equal length no single one decides.</summary>
    public double Calm { get; init; } = double.PositiveInfinity;

    /// <summary>The most events that one cause makes on one side, at least 1; every count is divided by it.</summary>
    public double Burst { get; init; } = 1.0;

    /// <summary>How often money came into play, the start of the run included; at least 1.</summary>
    public int Starts => purse.Starts;

    /// <summary>Natural logarithm of what each bet is worth, in the order of the grid: the state, for <see cref="Restore"/>.</summary>
    public ReadOnlySpan<double> Logs => purse.Logs;

    /// <summary>Natural logarithm of what each bet has gained in the block that is open, before any cap.</summary>
    public ReadOnlySpan<double> Gains => gains;

    /// <summary>Natural logarithm of the evidence.</summary>
    public double LogValue => purse.LogValue;

    /// <summary>Adds a block: events <paramref name="x"/> and exposure <paramref name="a"/> of the canary, <paramref name="y"/> and
    /// <paramref name="b"/> of the primary, none negative. Without exposure of both sides it adds nothing.</summary>
    public void Add(double x, double y, double a, double b)
    {
        if (!(a > 0.0 && b > 0.0))
        {
            return;
        }
        var block = new BetBlock(x / Burst, y / Burst, a / Burst, b / Burst, Margin);
        for (var i = 0; i < Grid.Sizes.Length; i++)
        {
            purse.Pay(i, Math.Min(Calm, block.LogPayoff(Grid.Sizes[i], Grid.LogSizes[i])));
        }
    }

    /// <summary>Adds a part of the block that is open: <see cref="Calm"/> caps what all its parts add together. A bet is worth the lesser of what
    /// it has gained and the cap at each moment, so it may be looked at within a block.</summary>
    public void AddPart(double x, double y, double a, double b)
    {
        if (!(a > 0.0 && b > 0.0))
        {
            return;
        }
        var block = new BetBlock(x / Burst, y / Burst, a / Burst, b / Burst, Margin);
        for (var i = 0; i < Grid.Sizes.Length; i++)
        {
            var before = Math.Min(Calm, gains[i]);
            gains[i] += block.LogPayoff(Grid.Sizes[i], Grid.LogSizes[i]);
            purse.Pay(i, Math.Min(Calm, gains[i]) - before);
        }
    }

    /// <summary>Ends the block that is open; to be called before a restart.</summary>
    public void NextBlock() => Array.Clear(gains);

    /// <summary>Takes over what an open block has gained.</summary>
    public void RestoreGains(ReadOnlySpan<double> gained)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gained.Length, gains.Length);
        gained.CopyTo(gains);
    }

    /// <summary>Brings the next part of the stake into play; to be called between two blocks, once a minute.</summary>
    public void Restart() => purse.Restart();

    /// <summary>Forgets everything, as a proof does at each weight.</summary>
    public void Reset() => purse.Reset();

    /// <summary>Takes over the state of earlier evidence of the same kind: its <see cref="Starts"/> and <see cref="Logs"/>.</summary>
    public void Restore(int starts, ReadOnlySpan<double> logs) => purse.Restore(starts, logs);
}
