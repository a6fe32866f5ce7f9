namespace CanaryMesh.Api.Evidence;

/// <summary>The parts in which <see cref="Stake.Half"/> enters; they sum to 1 over a run without an end.</summary>
public static class RestartStakes
{
    private const int PartsOfASize = 32;

    /// <summary>The part that enters at restart <paramref name="number"/> (0 is the start of the run), 0 to 0.5.</summary>
    public static double Part(int number) =>
        number is 0 ? 0.5 : Math.ScaleB(1.0 / PartsOfASize, -(2 + ((number - 1) / PartsOfASize)));

    /// <summary>What has not entered after <paramref name="starts"/> parts, the start of the run included (at least 1), 0 to 0.5.</summary>
    public static double Rest(int starts)
    {
        var (sizes, parts) = Math.DivRem(starts - 1, PartsOfASize);
        return Math.ScaleB(1.0 - (0.5 * parts / PartsOfASize), -(1 + sizes));
    }
}
