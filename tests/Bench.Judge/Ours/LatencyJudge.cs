using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Ours;

/// <summary>Feeds histograms to the product's evidence on latency, with drawn exposures; the other half of the stake is on errors.</summary>
internal static class LatencyJudge
{
    private const int RestartSeconds = 60;
    private static readonly double Need = Math.Log(100) - Math.Log(0.5);

    /// <summary>The rule of fine buckets without its tolerance of 9 %.</summary>
    public static LatencyRule NoMargin { get; } = LatencyRule.Fine with { Shift = 0 };

    public static int? RollsBack(LatencyStream stream, LatencyRule rule)
    {
        var evidence = new LatencyEvidence(stream.Past.Length, rule);
        evidence.Remember(stream.Past);
        for (var look = 0; look < stream.Canary.Length; look++)
        {
            var (canary, primary) = (stream.Canary[look], stream.Primary[look]);
            var requests = canary.Sum() + primary.Sum();
            evidence.Add(canary, primary, requests * stream.Weight, requests * (1 - stream.Weight));
            var second = (look + 1) * LatencyStream.LookSeconds;
            if (evidence.LogValue >= Need)
            {
                return second;
            }

            if (second % RestartSeconds == 0)
            {
                evidence.Restart();
            }
        }

        return null;
    }
}
