using CanaryMesh.Bench.Judge.Traffic;

namespace CanaryMesh.Bench.Judge.Pacing;

internal static class Suspicions
{
    private const double Doubt = 0.02;

    public static bool IsDoubtful(IReadOnlyList<Counts> atWeight)
    {
        double mean = 0, variance = 0;
        for (var step = 0; step < atWeight.Count; step++)
        {
            var (events, weight) = (atWeight[step].CanaryErrors + atWeight[step].PrimaryErrors, Ladder.Weights[step]);
            mean += events * weight;
            variance += events * weight * (1 - weight);
        }

        return variance > 0 && Normal.Above((atWeight.Sum(each => each.CanaryErrors) - 0.5 - mean) / Math.Sqrt(variance)) < Doubt;
    }
}
