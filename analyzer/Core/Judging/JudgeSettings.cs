namespace CanaryMesh.Analyzer.Judging;

/// <summary>How a canary is judged.</summary>
public sealed record JudgeSettings
{
    /// <summary>What the comparison may do.</summary>
    public JudgeMode Mode { get; init; } = JudgeMode.Advisory;

    /// <summary>What takes a step.</summary>
    public Pace Pace { get; init; } = Pace.Clock;

    /// <summary>What a check means that both sides fail.</summary>
    public SharedCause SharedCause { get; init; } = SharedCause.Blame;

    /// <summary>Youngest step that proof may end: pods warm up, caches fill, people look.</summary>
    public TimeSpan Dwell { get; init; } = TimeSpan.FromSeconds(10);
}
