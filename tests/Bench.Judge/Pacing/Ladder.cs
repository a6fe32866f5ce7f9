using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Bench.Judge.Draws;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Pacing;

/// <summary>Traffic of a rollout in five steps, 10 % to 50 %, look by look: errors, and latencies that are alike on both sides.</summary>
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
        var perLook = perSecond * LookSeconds;
        steps = [.. Weights.Select(weight => (
            new Arrivals(perLook, weight / 100.0, canary, primary), new LatencyArm(Usual, perLook * weight / 100), new LatencyArm(Usual, perLook * (100 - weight) / 100)))];
    }

    /// <summary>Weights of the steps in percent.</summary>
    public static IReadOnlyList<int> Weights { get; } = [10, 20, 30, 40, 50];

    /// <summary>The primary's latencies of the minutes before.</summary>
    public long[] Past(Xoshiro draws) => Buckets.Fine.Fold(past.Draw(draws));

    /// <summary>What proxies report of one look, with drawn exposures.</summary>
    public Block Draw(Xoshiro draws, int step, PolicyStamp stamp)
    {
        var counts = steps[step].Errors.Draw(draws);
        var (canary, primary) = (Buckets.Fine.Fold(steps[step].Canary.Draw(draws)), Buckets.Fine.Fold(steps[step].Primary.Draw(draws)));
        var share = Weights[step] / 100.0;
        var answered = canary.Sum() + primary.Sum();
        return new(
            Weights[step],
            new(counts.Canary, counts.CanaryErrors) { Drawn = counts.Canary, Latency = canary },
            new(counts.Primary, counts.PrimaryErrors) { Drawn = counts.Primary, Latency = primary })
        {
            IsOfStep = true,
            X = counts.CanaryErrors,
            Y = counts.PrimaryErrors,
            A = counts.Total * share,
            B = counts.Total * (1 - share),
            SlowA = answered * share,
            SlowB = answered * (1 - share),
            Newest = stamp,
        };
    }
}
