using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Demo.Story;

/// <summary>How one version fared.</summary>
internal sealed record TrialResult(
    string Version, string Phase, string Reason, double Seconds, RolloutStatusRun RolloutStatus, double SecondsFromVerdictToStatus, IReadOnlyList<MeasuredStep> Steps);
