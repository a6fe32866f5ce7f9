using CanaryMesh.Analyzer.Comparison;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What a look at the comparison found. Logarithms are natural.</summary>
public sealed record ComparisonReading(ComparisonVoice Voice, double LogEvidence, IReadOnlyList<MetricReading> Metrics)
{
    /// <summary>The share was found not to be what the weight says, at this look or before.</summary>
    public bool IsSplitAlarm { get; init; }

    /// <summary>Ordinary chance of so many errors at the last tick.</summary>
    public double Chance { get; init; } = 1;

    /// <summary>What has made the evidence: metrics that are shown to be worse each by itself, or all together, the strongest first.</summary>
    public Causes Causes { get; init; } = new(Together: true, []);
}
