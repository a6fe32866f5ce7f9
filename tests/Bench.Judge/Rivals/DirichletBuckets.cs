using CanaryMesh.Api.Evidence;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Rivals;

/// <summary>A Beta mixture per bucket against "its requests are split by the weight": reacts to any change, to a faster canary as well.</summary>
internal static class DirichletBuckets
{
    private const double Strength = 10;
    private const int LooksPerTest = 3;

    public static int? RollsBack(LatencyStream stream, double need)
    {
        var (canary, primary) = (new long[stream.Past.Length], new long[stream.Past.Length]);
        for (var look = 0; look < stream.Canary.Length; look++)
        {
            LatencyStream.Add(canary, stream.Canary[look]);
            LatencyStream.Add(primary, stream.Primary[look]);
            if ((look + 1) % LooksPerTest == 0 && LogValue(canary, primary, stream.Weight) >= need)
            {
                return (look + 1) * LatencyStream.LookSeconds;
            }
        }

        return null;
    }

    private static double LogValue(long[] canary, long[] primary, double weight)
    {
        double here = Strength * weight, there = Strength * (1 - weight), sum = 0;
        var empty = LogGamma.Beta(here, there);
        for (var index = 0; index < canary.Length; index++)
        {
            if (canary[index] + primary[index] > 0)
            {
                sum += LogGamma.Beta(here + canary[index], there + primary[index]) - empty
                    - (canary[index] * Math.Log(weight)) - (primary[index] * Math.Log(1 - weight));
            }
        }

        return sum;
    }
}
