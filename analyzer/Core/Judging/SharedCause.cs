namespace CanaryMesh.Analyzer.Judging;

/// <summary>What a failed check means that the primary fails as well.</summary>
public enum SharedCause
{
    /// <summary>The canary is not to blame for it: the step waits.</summary>
    Hold,

    /// <summary>A failed check, whoever else fails it.</summary>
    Blame,
}
