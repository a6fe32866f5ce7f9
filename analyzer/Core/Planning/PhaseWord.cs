using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The phase as people and hooks are told it: a closed gate has a word of its own.</summary>
public static class PhaseWord
{
    /// <summary>A gate that said no keeps the version from its trial.</summary>
    public const string Waiting = "Waiting";

    /// <summary>A gate that said no keeps the version from its promotion.</summary>
    public const string WaitingPromotion = "WaitingPromotion";

    /// <summary>Flagger's word.</summary>
    public static string Of(RolloutStatus status) => status switch
    {
        { Phase: RolloutPhase.Initialized, Gate: { Type: HookType.ConfirmRollout, ClosedBy: not null } } => Waiting,
        { Phase: RolloutPhase.Progressing, Gate: { Type: HookType.ConfirmPromotion, ClosedBy: not null } } => WaitingPromotion,
        _ => status.Phase.ToString(),
    };
}
