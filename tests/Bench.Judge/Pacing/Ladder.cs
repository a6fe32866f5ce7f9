using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Pacing;

/// <summary>Traffic of a rollout in five steps, 10 % to 50 %: errors, and requests slower than a limit.</summary>
internal sealed class Ladder
{
    // An equally fast canary has fewer requests above a limit that is shifted by two buckets than the primary has above the limit itself.
    private const double SlowCanary = 0.0044;
    private const double SlowPrimary = 0.01;

    private readonly (Arrivals Errors, Poisson SlowCanary, Poisson SlowPrimary)[] steps;

    public Ladder(double perSecond, double canary, double primary) => steps = [.. Weights.Select(weight =>
        (new Arrivals(perSecond, weight, canary, primary), Poisson.Of(perSecond * weight * SlowCanary), Poisson.Of(perSecond * (1 - weight) * SlowPrimary)))];

    public static IReadOnlyList<double> Weights { get; } = [0.1, 0.2, 0.3, 0.4, 0.5];

    /// <summary>Errors of a second, and slow requests with the same exposures.</summary>
    public (Counts Errors, Counts Slow) Draw(Xoshiro draws, int step)
    {
        var (arrivals, canary, primary) = steps[step];
        var errors = arrivals.Draw(draws);
        return (errors, new(canary.Draw(draws), errors.Canary, primary.Draw(draws), errors.Primary));
    }
}
