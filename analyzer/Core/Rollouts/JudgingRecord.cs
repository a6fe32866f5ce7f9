using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Where the comparison of a running trial stands.</summary>
public sealed record JudgingRecord(Ruling Ruling, Meter Meter);
