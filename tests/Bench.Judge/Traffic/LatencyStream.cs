using CanaryMesh.Bench.Judge.Draws;

namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>Histograms of both sides, a look every ten seconds for half an hour, after the primary's five minutes before the run.</summary>
internal sealed record LatencyStream(double Weight, long[] Past, long[][] Canary, long[][] Primary)
{
    public const int LookSeconds = 10;
    private const int PastSeconds = 300;

    public static Func<Xoshiro, LatencyStream> Of(double perSecond, double weight, LatencyShape canary, LatencyShape primary)
    {
        var past = new LatencyArm(primary, perSecond * PastSeconds);
        var here = new LatencyArm(canary, perSecond * weight * LookSeconds);
        var there = new LatencyArm(primary, perSecond * (1 - weight) * LookSeconds);
        const int looks = Recordings.HalfAnHour / LookSeconds;
        return draws => new(weight, past.Draw(draws), Many(here, looks, draws), Many(there, looks, draws));
    }

    public LatencyStream Fold(Buckets buckets) =>
        new(Weight, buckets.Fold(Past), [.. Canary.Select(buckets.Fold)], [.. Primary.Select(buckets.Fold)]);

    /// <summary>A side's histograms minute by minute.</summary>
    public static long[][] Minutes(long[][] looks) => [.. looks.Chunk(60 / LookSeconds).Select(Sum)];

    public static long[] Sum(long[][] looks)
    {
        var total = new long[looks[0].Length];
        foreach (var look in looks)
        {
            Add(total, look);
        }

        return total;
    }

    public static void Add(long[] total, long[] more)
    {
        for (var index = 0; index < total.Length; index++)
        {
            total[index] += more[index];
        }
    }

    private static long[][] Many(LatencyArm arm, int looks, Xoshiro draws) => [.. Enumerable.Range(0, looks).Select(_ => arm.Draw(draws))];
}
