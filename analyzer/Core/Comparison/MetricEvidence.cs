namespace CanaryMesh.Analyzer.Comparison;

/// <summary>What one metric says.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Share">Its share of the stake, above 0; the shares of a comparison sum to at most 1.</param>
/// <param name="LogValue">Natural logarithm of its evidence.</param>
public readonly record struct MetricEvidence(string Name, double Share, double LogValue)
{
    /// <summary>Natural logarithm of what the metric adds to the evidence of all.</summary>
    public double LogPart => Math.Log(Share) + LogValue;
}
