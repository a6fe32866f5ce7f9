namespace CanaryMesh.Analyzer.Comparison;

/// <summary>The ordinary chance of so many events. It is sharper than evidence and not valid under repeated looks: it may hold a step, and never roll back.</summary>
public static class Suspicion
{
    private const double LargestExactVariance = 200.0;

    /// <summary>Below this chance a step is held.</summary>
    public const double LeastChance = 0.02;

    /// <summary>Evidence that holds a step: the natural logarithm of 10.</summary>
    public static double LogLevel { get; } = Math.Log(10);

    /// <summary>Chance (0 to 1) of at least <paramref name="canary"/> events on the canary, when each event at a weight is its own with that chance.
    /// Events of one side and a fixed limit are asked for in the same way: requests for events, the limit for the weight.</summary>
    public static double Chance(long canary, IReadOnlyList<EventsAtWeight> weights)
    {
        var sure = weights.Where(each => each.Weight >= 1.0).Sum(each => each.Events);
        EventsAtWeight[] drawn = [.. weights.Where(each => each is { Weight: > 0.0 and < 1.0, Events: > 0 })];
        var mean = drawn.Sum(each => each.Events * each.Weight);
        var variance = drawn.Sum(each => each.Events * each.Weight * (1.0 - each.Weight));
        var wanted = canary - sure;
        if (wanted <= 0 || variance <= 0.0)
        {
            return 1.0;
        }
        return variance > LargestExactVariance
            ? 0.5 * ErrorFunction.Complement((wanted - 0.5 - mean) / Math.Sqrt(2.0 * variance))
            : Math.Max(0.0, 1.0 - Below(wanted, drawn).Sum());
    }

    // Chances of 0, 1, … events, as far as they are fewer than wanted.
    private static double[] Below(long wanted, EventsAtWeight[] weights)
    {
        double[] sum = [1.0];
        foreach (var each in weights)
        {
            var one = Few(wanted, each);
            var next = new double[Math.Min(wanted, sum.Length + one.Length - 1)];
            for (var n = 0; n < next.Length; n++)
            {
                for (var i = Math.Max(0, n - one.Length + 1); i <= Math.Min(n, sum.Length - 1); i++)
                {
                    next[n] += sum[i] * one[n - i];
                }
            }
            sum = next;
        }
        return sum;
    }

    // By logarithms: at a high weight the chance of no event is too small to be written out.
    private static double[] Few(long wanted, EventsAtWeight at)
    {
        var chances = new double[Math.Min(at.Events, wanted - 1) + 1];
        var log = at.Events * Math.Log(1.0 - at.Weight);
        var odds = Math.Log(at.Weight / (1.0 - at.Weight));
        for (var i = 0; i < chances.Length; i++)
        {
            chances[i] = Math.Exp(log);
            log += Math.Log((at.Events - i) / (i + 1.0)) + odds;
        }
        return chances;
    }
}
