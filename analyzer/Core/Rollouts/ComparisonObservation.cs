using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>What comparison and guards ask for beside the checks, and why in one sentence.</summary>
public sealed record ComparisonObservation(Ruling Ruling, RulingReason Why, string Sentence);
