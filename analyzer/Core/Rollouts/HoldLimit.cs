namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>The longest that a step may be held at its weight, and whether that ends the trial or people are told.</summary>
public sealed record HoldLimit(TimeSpan Longest, bool RollsBack = false);
