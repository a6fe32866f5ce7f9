using CanaryMesh.Analyzer.Comparison;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The ordinary chance of so many events, at a cost that no counts can raise: who reckons the chance of each number one by one
/// needs as much room as there are numbers.</summary>
internal static class OrdinaryChance
{
    // Two sides of 1 and 99 percent need up to 22 000 before their spread is wide enough for the curve.
    private const long MostReckoned = 25_000;

    /// <summary>Chance (0 to 1) of at least <paramref name="wanted"/> events, as <see cref="Suspicion.Chance"/> gives it.</summary>
    public static double Of(long wanted, IReadOnlyList<EventsAtWeight> weights) =>
        weights.Sum(each => Math.Min(each.Events, wanted)) <= MostReckoned ? Suspicion.Chance(wanted, weights) : ByTheCurve(wanted, weights);

    // So many events are far from what is expected, or spread widely: either way one by one would say the same.
    private static double ByTheCurve(long wanted, IReadOnlyList<EventsAtWeight> weights)
    {
        var mean = weights.Sum(each => each.Events * each.Weight);
        var variance = weights.Sum(each => each.Events * each.Weight * (1.0 - each.Weight));
        return 0.5 * ErrorFunction.Complement((wanted - 0.5 - mean) / Math.Sqrt(2.0 * Math.Max(1.0, variance)));
    }
}
