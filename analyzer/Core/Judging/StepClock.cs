namespace CanaryMesh.Analyzer.Judging;

/// <summary>How old the step is, how long one lasts, and whether the checks were looked at right now.</summary>
public readonly record struct StepClock(TimeSpan Age, TimeSpan Interval, bool IsTick);
