namespace CanaryMesh.Analyzer.Judging;

/// <summary>What the comparison with the primary says, mildest first.</summary>
public enum ComparisonVoice
{
    /// <summary>Every metric is shown not to be worse at this weight.</summary>
    Proven,

    /// <summary>Not known yet.</summary>
    Unknown,

    /// <summary>One side has had no request at this weight: there is nothing to compare.</summary>
    Silent,

    /// <summary>It looks worse, and that is not shown.</summary>
    Suspicious,

    /// <summary>Shown to be worse than the margin.</summary>
    Worse,
}
