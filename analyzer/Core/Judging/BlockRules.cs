namespace CanaryMesh.Analyzer.Judging;

/// <summary>How counts become blocks.</summary>
public sealed record BlockRules(int StepWeight, PolicyStamp StepSince)
{
    /// <summary>What the exposures are.</summary>
    public Exposure Exposure { get; init; }

    /// <summary>What is drawn.</summary>
    public SplitUnit Unit { get; init; }

    /// <summary>The most requests that one draw sends to a side; at least 1.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>The rules of a step by a run's settings and the exposure it has come to.</summary>
    public static BlockRules Of(JudgeSettings settings, Exposure exposure, int stepWeight, PolicyStamp stepSince, bool isWarmingUp) =>
        new(stepWeight, stepSince) { Exposure = exposure, Unit = settings.Unit, Burst = settings.Burst, IsWarmingUp = isWarmingUp };

    /// <summary>A canary's pod is younger than its warm-up: new processes are slow, which says nothing of their version.</summary>
    public bool IsWarmingUp { get; init; }
}
