using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>What a tick decides: actions in order, what is recorded after them, and when to look again (null: on a change only).</summary>
public sealed record RolloutPlan(IReadOnlyList<RolloutAction> Actions, RolloutStatus Status, TimeSpan? LookAgainAfter)
{
    /// <summary>Hooks whose answers are wanted; called once the status is on record, and never waited for in a tick.</summary>
    public IReadOnlyList<HookCall> Calls { get; init; } = [];
}
