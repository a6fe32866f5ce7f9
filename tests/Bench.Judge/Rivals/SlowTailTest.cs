using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Rivals;

/// <summary>One look at the end: the exact test on requests slower than the primary's p90 and p99, the level halved for the two.</summary>
internal static class SlowTailTest
{
    public static int? RollsBack(LatencyStream stream, double level)
    {
        var (canary, primary) = (LatencyStream.Sum(stream.Canary), LatencyStream.Sum(stream.Primary));
        var slower = new[] { 0.9, 0.99 }.Select(quantile => At(quantile, primary))
            .Any(limit => ExactTest.Rejects(new(Above(limit, canary), (int)canary.Sum(), Above(limit, primary), (int)primary.Sum()), level / 2));
        return slower ? Recordings.HalfAnHour : null;
    }

    private static int At(double quantile, long[] counts)
    {
        var wanted = quantile * counts.Sum();
        var index = 0;
        for (double below = counts[0]; below < wanted; below += counts[index])
        {
            index++;
        }

        return index;
    }

    private static int Above(int limit, long[] counts) => (int)counts.Skip(limit + 1).Sum();
}
