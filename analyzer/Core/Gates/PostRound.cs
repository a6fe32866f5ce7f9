namespace CanaryMesh.Analyzer.Gates;

/// <summary>How the rollout of a version ended, as long as post-rollout hooks or people are still to be told.</summary>
public sealed record PostRound(string Version, string Phase, DateTimeOffset Since);
