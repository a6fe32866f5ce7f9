namespace CanaryMesh.Analyzer.Judging;

/// <summary>What becomes of a step, mildest first.</summary>
public enum Ruling
{
    /// <summary>The next step.</summary>
    Advance,

    /// <summary>Nothing stands against it, it is not time yet.</summary>
    Stay,

    /// <summary>Something stands against the next step.</summary>
    Hold,

    /// <summary>The version is taken back.</summary>
    RollBack,
}
