using CanaryMesh.Bench.Judge.Draws;

namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>Histograms of one side, a look at a time.</summary>
internal sealed class LatencyArm
{
    // Below this many requests they are drawn one by one, above it bucket by bucket.
    private const double OneByOneBelow = 40;

    private readonly Choice bucket;
    private readonly Poisson requests;
    private readonly Poisson?[] perBucket;

    public LatencyArm(LatencyShape shape, double perLook)
    {
        var masses = shape.Masses(Buckets.Common);
        bucket = new(masses);
        requests = Poisson.Of(perLook);
        perBucket = perLook < OneByOneBelow ? [] : [.. masses.Select(mass => mass * perLook > 1e-9 ? Poisson.Of(mass * perLook) : null)];
    }

    public long[] Draw(Xoshiro draws)
    {
        var counts = new long[Buckets.Common.Count + 1];
        if (perBucket.Length > 0)
        {
            for (var index = 0; index < counts.Length; index++)
            {
                counts[index] = perBucket[index]?.Draw(draws) ?? 0;
            }

            return counts;
        }

        for (var left = requests.Draw(draws); left > 0; left--)
        {
            counts[bucket.Draw(draws)]++;
        }

        return counts;
    }
}
