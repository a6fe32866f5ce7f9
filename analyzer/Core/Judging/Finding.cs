using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What one metric says of both sides. The event is a verb of the past for "N of M requests …".</summary>
public sealed record Finding(string Event, SideFigures Canary, SideFigures Primary, Margin Margin)
{
    /// <summary>Lower end of the 95 % interval of the ratio of their rates; 0 if there is none.</summary>
    public double RatioLow { get; init; }
}
