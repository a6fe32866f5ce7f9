namespace CanaryMesh.Analyzer.Judging;

/// <summary>What a failed window of a built-in check is.</summary>
public enum LimitReading
{
    /// <summary>A failed check.</summary>
    Checks,

    /// <summary>A reason to wait, until the canary's requests show that the limit is broken.</summary>
    Evidence,
}
