using CanaryMesh.Analyzer.Analysis;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What the last look at the manifest's checks in this step found; no verdict where nobody has looked yet.</summary>
public sealed record ChecksVoice(Verdict? Verdict)
{
    /// <summary>Each failed check is failed by the primary as well.</summary>
    public bool PrimaryFailsToo { get; init; }

    /// <summary>A limit is shown broken: no further look is waited for.</summary>
    public bool IsShown { get; init; }

    /// <summary>Failed looks of this trial before the one at hand.</summary>
    public int FailedBefore { get; init; }

    /// <summary>Failed looks that roll back.</summary>
    public int Threshold { get; init; } = 1;
}
