namespace CanaryMesh.Analyzer.Judging;

/// <summary>One look at a trial: when, in which step, and what was counted since the last one. Of a tick: the clock asks as well.</summary>
public sealed record LookInput(DateTimeOffset At, int StepWeight, PolicyStamp StepSince, IReadOnlyList<Block> Blocks)
{
    /// <summary>The interval's tick, at which suspicion is reckoned anew.</summary>
    public bool IsTick { get; init; }
}
