namespace CanaryMesh.Analyzer.Judging;

/// <summary>What becomes of a step, and everything that asked for just that, the first first.</summary>
public sealed record Decision(Ruling Ruling, IReadOnlyList<RulingReason> Reasons)
{
    /// <summary>The look at hand is one more failed check.</summary>
    public bool CountsAsFailed { get; init; }

    /// <summary>One proxy alone has shut the canary out: people are told, the rollout goes on.</summary>
    public bool IsLocalTrouble { get; init; }

    /// <summary>What strict judging would have decided; null where it is the same.</summary>
    public Decision? Advice { get; init; }

    /// <summary>The first reason.</summary>
    public RulingReason Reason => Reasons[0];
}
