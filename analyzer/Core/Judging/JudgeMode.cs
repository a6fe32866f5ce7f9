namespace CanaryMesh.Analyzer.Judging;

/// <summary>What the comparison may do, mildest first.</summary>
public enum JudgeMode
{
    /// <summary>Nothing; the checks and the clock alone decide.</summary>
    Off,

    /// <summary>It is recorded and shown, and acted on only where every proxy has shut the canary out.</summary>
    Advisory,

    /// <summary>It decides beside the checks, and the strictest wins.</summary>
    Strict,
}
