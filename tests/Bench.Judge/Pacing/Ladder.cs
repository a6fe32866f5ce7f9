using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Pacing;

/// <summary>Traffic of a rollout in five steps, 10 % to 50 %: errors second by second, and latencies, alike on both sides, look by look.</summary>
internal sealed class Ladder
{
    public const int LookSeconds = 5;
    private const int PastSeconds = 300;
    private static readonly LatencyShape Usual = new(50);

    private readonly LatencyArm past;
    private readonly (Arrivals Errors, LatencyArm Canary, LatencyArm Primary)[] steps;

    public Ladder(double perSecond, double canary, double primary)
    {
        past = new(Usual, perSecond * PastSeconds);
        steps = [.. Weights.Select(weight => (
            new Arrivals(perSecond, weight, canary, primary),
            new LatencyArm(Usual, perSecond * weight * LookSeconds), new LatencyArm(Usual, perSecond * (1 - weight) * LookSeconds)))];
    }

    public static IReadOnlyList<double> Weights { get; } = [0.1, 0.2, 0.3, 0.4, 0.5];

    /// <summary>The primary's latencies of the minutes before.</summary>
    public long[] Past(Xoshiro draws) => Buckets.Fine.Fold(past.Draw(draws));

    public Counts Errors(Xoshiro draws, int step) => steps[step].Errors.Draw(draws);

    public (long[] Canary, long[] Primary) Slowness(Xoshiro draws, int step) =>
        (Buckets.Fine.Fold(steps[step].Canary.Draw(draws)), Buckets.Fine.Fold(steps[step].Primary.Draw(draws)));
}
