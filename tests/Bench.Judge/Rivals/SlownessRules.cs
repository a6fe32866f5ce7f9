using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Rivals;

/// <summary>Flagger and Kayenta on p99 as Prometheus computes it from Istio's buckets.</summary>
internal static class SlownessRules
{
    private const double Level = 0.99;
    private const double LimitMilliseconds = 500;
    private const int Threshold = 5;

    public static int? Flagger(LatencyStream stream)
    {
        var failed = 0;
        var minutes = Quantiles(stream.Canary);
        for (var minute = 0; minute < minutes.Length; minute++)
        {
            if (failed >= Threshold)
            {
                return (minute + 1) * 60;
            }

            failed += minutes[minute] <= LimitMilliseconds ? 0 : 1;
        }

        return null;
    }

    public static int? Kayenta(LatencyStream stream)
    {
        double[] canary = Quantiles(stream.Canary), primary = Quantiles(stream.Primary);
        foreach (var minute in new[] { 10, 20, 30 })
        {
            if (KayentaRule.High(Known(primary, minute), Known(canary, minute)))
            {
                return minute * 60;
            }
        }

        return null;
    }

    private static double[] Quantiles(long[][] looks) => [.. LatencyStream.Minutes(looks).Select(minute => Buckets.Mesh.Quantile(minute, Level))];

    private static double[] Known(double[] minutes, int until) => [.. minutes.Take(until).Where(double.IsFinite)];
}
