using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Api.Tests.Evidence;

/// <summary>Chances of 0, 1, … successes.</summary>
internal static class Binomial
{
    public static double[] Of(int trials, double chance) => [.. Enumerable.Range(0, trials + 1).Select(k => Math.Exp(
        LogGamma.At(trials + 1) - LogGamma.At(k + 1) - LogGamma.At(trials - k + 1) + (k * Math.Log(chance)) + ((trials - k) * Math.Log(1 - chance))))];
}
