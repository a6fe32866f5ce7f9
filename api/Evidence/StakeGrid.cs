namespace CanaryMesh.Api.Evidence;

/// <summary>Sizes of bets and how the stake is shared among them; the shares sum to 1.</summary>
public sealed class StakeGrid
{
    private readonly double[] sizes;
    private readonly double[] logSizes;
    private readonly double[] logShares;

    private StakeGrid(params ReadOnlySpan<(double Size, int Hundredths)> bets)
    {
        sizes = new double[bets.Length];
        logSizes = new double[bets.Length];
        logShares = new double[bets.Length];
        for (var i = 0; i < bets.Length; i++)
        {
            sizes[i] = bets[i].Size;
            logSizes[i] = Math.Log(bets[i].Size);
            logShares[i] = Math.Log(bets[i].Hundredths / 100.0);
        }
    }

    /// <summary>Bets on "worse than the margin": 20 sizes from 1.1 to 1024.</summary>
    public static StakeGrid Harm { get; } = new(
        (1.1, 3), (1.2, 4), (1.35, 6), (1.5, 7), (1.75, 8), (2, 9), (2.5, 10), (3, 10), (4, 10), (6, 8),
        (8, 6), (12, 4), (16, 3), (24, 2), (32, 2), (64, 2), (128, 2), (256, 2), (512, 1), (1024, 1));

    /// <summary>Bets on "better than the margin": 12 sizes from 0.9 to 0.005.</summary>
    public static StakeGrid Safe { get; } = new(
        (0.9, 6), (0.8, 8), (0.7, 10), (0.6, 12), (0.5, 12), (0.4, 12), (0.3, 10), (0.2, 10), (0.1, 8), (0.05, 6), (0.02, 3), (0.005, 3));

    /// <summary>Sizes of the bets, each positive and none of them 1.</summary>
    public ReadOnlySpan<double> Sizes => sizes;

    /// <summary>Natural logarithms of the sizes.</summary>
    public ReadOnlySpan<double> LogSizes => logSizes;

    /// <summary>Natural logarithms of the shares of the stake, each below 0.</summary>
    public ReadOnlySpan<double> LogShares => logShares;
}
