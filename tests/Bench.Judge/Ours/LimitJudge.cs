using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;
using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Ours;

/// <summary>A limit of 1 % read as evidence instead of as each minute's quotient; looked at every ten seconds.</summary>
internal static class LimitJudge
{
    private const double Limit = 0.01;
    private const int LookSeconds = 10;
    private const int RestartSeconds = 60;
    private static readonly double Need = Math.Log(100);

    public static int? RollsBack(Recording stream)
    {
        var evidence = new LimitEvidence(StakeGrid.Harm, Limit);
        for (var second = LookSeconds; second <= stream.Seconds; second += LookSeconds)
        {
            var counts = stream.Window(second - LookSeconds, second);
            evidence.Add(counts.CanaryErrors, counts.Canary);
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
