using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Evidence of several metrics as one, valid however they depend on each other.</summary>
public static class Merging
{
    /// <summary>Natural logarithm of the mean of all evidence by its shares; negative infinity for none.</summary>
    public static double LogValue(IEnumerable<MetricEvidence> metrics) =>
        metrics.Aggregate(double.NegativeInfinity, (sum, metric) => LogDomain.Add(sum, metric.LogPart));

    /// <summary>What made the evidence reach <paramref name="logLevel"/> (natural logarithm): the metrics that reach it alone, else all together.</summary>
    public static Causes Causes(IEnumerable<MetricEvidence> metrics, double logLevel)
    {
        MetricEvidence[] strongest = [.. metrics.OrderByDescending(metric => metric.LogPart)];
        string[] alone = [.. strongest.Where(metric => metric.LogPart >= logLevel).Select(metric => metric.Name)];
        return alone is [] ? new(Together: true, [.. strongest.Select(metric => metric.Name)]) : new(Together: false, alone);
    }

    /// <summary>Natural logarithm of the evidence in a p-value from elsewhere, above 0 and at most 1; to be taken once, and never again on more data.</summary>
    public static double LogValueOfChance(double chance) => -Math.Log(2.0) - (0.5 * Math.Log(chance));
}
