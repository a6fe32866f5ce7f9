namespace CanaryMesh.Demo.Outcome;

/// <summary>Exit codes of kubectl rollout status, and how long after the rollback it ended.</summary>
internal sealed record RolloutStatusCodes(int? Good, int? Bad, double? SecondsAfterRollback);
