namespace CanaryMesh.Analyzer.Judging;

/// <summary>What takes a step.</summary>
public enum Pace
{
    /// <summary>A passed look, an interval after the last step.</summary>
    Clock,

    /// <summary>The same, or sooner the proof that the canary is not worse at this weight.</summary>
    Proof,
}
