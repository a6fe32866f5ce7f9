namespace CanaryMesh.Analyzer.Judging;

/// <summary>What is drawn to a side.</summary>
public enum SplitUnit
{
    /// <summary>Each request.</summary>
    Request,

    /// <summary>Each user, who stays there: the first error of each is what counts.</summary>
    User,
}
