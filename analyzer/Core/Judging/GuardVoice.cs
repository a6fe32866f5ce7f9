namespace CanaryMesh.Analyzer.Judging;

/// <summary>How many proxies have shut the canary out by their own counts, mildest first.</summary>
public enum GuardVoice
{
    /// <summary>None.</summary>
    Silent,

    /// <summary>One that has stayed alone with it: trouble of its own place.</summary>
    Alone,

    /// <summary>Some, or one whose alarm is young: the pooled counts are to decide.</summary>
    Several,

    /// <summary>Every one: the canary has no users left, so nothing more can be learnt of it.</summary>
    All,
}
