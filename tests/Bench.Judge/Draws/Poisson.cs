using System.Collections.Concurrent;

namespace CanaryMesh.Bench.Judge.Draws;

/// <summary>A Poisson distribution as a table of its cumulative chances, with a guide to where in it a draw falls.</summary>
internal sealed class Poisson
{
    private static readonly ConcurrentDictionary<double, Poisson> Made = new();

    private readonly int lowest;
    private readonly double[] upTo;
    private readonly int[] guide;

    private Poisson(double mean)
    {
        var half = (9 * Math.Sqrt(mean)) + 12;
        lowest = Math.Max(0, (int)(mean - half));
        upTo = Cumulative(mean, lowest, (int)(mean + half) + 1);
        guide = new int[upTo.Length];
        for (int slot = 0, at = 0; slot < guide.Length; slot++)
        {
            while (upTo[at] < (double)slot / guide.Length)
            {
                at++;
            }

            guide[slot] = at;
        }
    }

    public static Poisson Of(double mean) => Made.GetOrAdd(mean, static each => new(each));

    public static int Draw(Xoshiro draws, double mean) => mean <= 0 ? 0 : Of(mean).Draw(draws);

    public int Draw(Xoshiro draws)
    {
        var unit = draws.Unit();
        var at = guide[(int)(unit * guide.Length)];
        while (upTo[at] <= unit)
        {
            at++;
        }

        return lowest + at;
    }

    // From the most frequent value outwards, so that no factorial is needed.
    private static double[] Cumulative(double mean, int lowest, int highest)
    {
        var chances = new double[highest - lowest + 1];
        var mode = Math.Max(lowest, (int)mean);
        chances[mode - lowest] = 1;
        for (var value = mode + 1; value <= highest; value++)
        {
            chances[value - lowest] = chances[value - lowest - 1] * mean / value;
        }

        for (var value = mode - 1; value >= lowest; value--)
        {
            chances[value - lowest] = chances[value - lowest + 1] * (value + 1) / mean;
        }

        var total = chances.Sum();
        var sum = 0.0;
        for (var index = 0; index < chances.Length; index++)
        {
            sum += chances[index] / total;
            chances[index] = sum;
        }

        chances[^1] = 1;
        return chances;
    }
}
