using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>What a tick decides: actions in order, what is recorded after them, and when to look again (null: on a change only).</summary>
public sealed record RolloutPlan(IReadOnlyList<RolloutAction> Actions, RolloutStatus Status, TimeSpan? LookAgainAfter);
