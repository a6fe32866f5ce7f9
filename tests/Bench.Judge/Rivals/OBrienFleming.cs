using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Rivals;

/// <summary>A group-sequential score test at total one-sided level 0.01; the number of its equal looks is fixed beforehand.</summary>
internal static class OBrienFleming
{
    private const int Looks = 30;
    private const double Bound = 2.47;

    public static int? RollsBack(Recording stream)
    {
        var step = stream.Seconds / Looks;
        for (var look = 1; look <= Looks; look++)
        {
            if (Score(stream.Window(0, look * step)) >= Bound * Math.Sqrt((double)Looks / look))
            {
                return look * step;
            }
        }

        return null;
    }

    private static double Score(Counts totals)
    {
        var (x, n, y, m) = totals;
        if (n == 0 || m == 0 || x + y == 0)
        {
            return 0;
        }

        double share = (double)n / (n + m), events = x + y;
        return (x - 0.5 - (events * share)) / Math.Sqrt(events * share * (1 - share));
    }
}
