namespace CanaryMesh.Analyzer.Judging;

/// <summary>One look that changed something: what went in, what else was heard, and what came out.</summary>
public sealed record RecordedLook(LookInput Input, Voices Heard, ComparisonVoice Comparison, double LogEvidence, Decision Decision);
