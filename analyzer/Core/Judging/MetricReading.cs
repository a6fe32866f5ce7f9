namespace CanaryMesh.Analyzer.Judging;

/// <summary>The evidence on one metric: its part of the stake, and natural logarithms.</summary>
public sealed record MetricReading(string Name, double Stake, double LogEvidence)
{
    /// <summary>Evidence of "not worse" at this weight; null where that is not asked of it.</summary>
    public double? LogProof { get; init; }
}
