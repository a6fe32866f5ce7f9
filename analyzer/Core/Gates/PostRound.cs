namespace CanaryMesh.Analyzer.Gates;

/// <summary>Post-rollout hooks that are still to be told how the rollout of a version ended.</summary>
public sealed record PostRound(string Version, string Phase, DateTimeOffset Since);
