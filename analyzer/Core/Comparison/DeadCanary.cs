using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>What a canary costs that fails every request beside a primary without a fault, looked at after each request.</summary>
public static class DeadCanary
{
    private const int MostFailures = 10_000;

    /// <summary>Failed requests until the evidence reaches <paramref name="logLevel"/> (natural logarithm; shares of the stake belong to it) at a
    /// <paramref name="weight"/> of 0 to 1, both out; null if ten thousand are not enough.</summary>
    public static int? FailedRequests(double weight, Margin margin, double logLevel, Stake stake = Stake.Half)
    {
        var evidence = new Evidence(StakeGrid.Harm, margin, stake);
        for (var failed = 1; failed <= MostFailures; failed++)
        {
            evidence.Add(1.0, 0.0, 1.0, (1.0 - weight) / weight);
            if (evidence.LogValue >= logLevel)
            {
                return failed;
            }
        }
        return null;
    }
}
