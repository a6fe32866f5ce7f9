using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Rivals;

/// <summary>Time-uniform bands around both distributions; acts when the canary's lies wholly on the slow side.</summary>
internal static class CdfBands
{
    // For a level of 0.005 on each side, 0.01 together (Howard and Ramdas).
    private const double Constant = 9.78;
    private const double Amplitude = 0.85;

    public static int? RollsBack(LatencyStream stream)
    {
        var (canary, primary) = (new long[stream.Past.Length], new long[stream.Past.Length]);
        for (var look = 0; look < stream.Canary.Length; look++)
        {
            LatencyStream.Add(canary, stream.Canary[look]);
            LatencyStream.Add(primary, stream.Primary[look]);
            if (Slower(canary, primary))
            {
                return (look + 1) * LatencyStream.LookSeconds;
            }
        }

        return null;
    }

    public static double Radius(double requests) => requests < 1
        ? double.PositiveInfinity
        : Amplitude * Math.Sqrt((Math.Log(1 + Math.Log(requests)) + Constant) / requests);

    private static bool Slower(long[] canary, long[] primary)
    {
        double n = canary.Sum(), m = primary.Sum(), here = 0, there = 0, widest = 0;
        for (var index = 0; index < canary.Length && n > 0 && m > 0; index++)
        {
            here += canary[index] / n;
            there += primary[index] / m;
            widest = Math.Max(widest, there - here);
        }

        return widest > Radius(n) + Radius(m);
    }
}
