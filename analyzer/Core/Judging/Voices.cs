namespace CanaryMesh.Analyzer.Judging;

/// <summary>All that is heard before a decision.</summary>
public sealed record Voices(ChecksVoice Checks, ComparisonVoice Comparison, StepClock Clock)
{
    /// <summary>The share of the requests is not what the weight says.</summary>
    public bool IsSplitAlarm { get; init; }

    /// <summary>The proxies have shut the canary out.</summary>
    public GuardVoice Guard { get; init; }

    /// <summary>The weight asked for is in force wherever it should be.</summary>
    public bool IsShareObserved { get; init; } = true;
}
