namespace CanaryMesh.Analyzer.Judging;

/// <summary>The evidence at one moment, for a picture; natural logarithms.</summary>
public sealed record EvidencePoint(DateTimeOffset At, int Weight, double LogEvidence, double LogProof);
