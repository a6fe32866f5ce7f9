using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Rivals;

/// <summary>The conditional exact test of equal error rates on pooled totals, one-sided.</summary>
internal static class ExactTest
{
    private const double NormalFromVariance = 200;

    public static int? RollsBack(Recording stream, double level, int every)
    {
        for (var second = every; second <= stream.Seconds; second += every)
        {
            if (Rejects(stream.Window(0, second), level))
            {
                return second;
            }
        }

        return null;
    }

    public static bool Rejects(Counts totals, double level)
    {
        var (x, n, y, m) = totals;
        return n > 0 && m > 0 && (long)x * m > (long)y * n && AtLeast(x, x + y, (double)n / (n + m)) <= level;
    }

    /// <summary>The chance of at least so many successes in a number of trials.</summary>
    public static double AtLeast(int successes, int trials, double chance)
    {
        var variance = trials * chance * (1 - chance);
        if (successes <= 0 || chance >= 1)
        {
            return 1;
        }

        if (variance > NormalFromVariance)
        {
            return Normal.Above((successes - 0.5 - (trials * chance)) / Math.Sqrt(variance));
        }

        // Outwards from the most frequent number: no factorials, and what is far from it counts for nothing.
        var mode = Math.Min(trials, (int)((trials + 1) * chance));
        var odds = chance / (1 - chance);
        double below = mode < successes ? 1 : 0, above = 1 - below, term = 1;
        for (var number = mode; number < trials && term > 0; number++)
        {
            term *= (trials - number) / (number + 1.0) * odds;
            Count(number + 1, term);
        }

        term = 1;
        for (var number = mode; number > 0 && term > 0; number--)
        {
            term *= number / (trials - number + 1.0) / odds;
            Count(number - 1, term);
        }

        return above / (above + below);

        void Count(int number, double weight)
        {
            above += number >= successes ? weight : 0;
            below += number < successes ? weight : 0;
        }
    }
}
