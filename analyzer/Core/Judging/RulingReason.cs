namespace CanaryMesh.Analyzer.Judging;

/// <summary>Why; one word for machines.</summary>
public enum RulingReason
{
    /// <summary>The interval or the dwell is not over.</summary>
    StepRunning,

    /// <summary>It is time, and nobody has looked at the checks in this step.</summary>
    ChecksNotAsked,

    /// <summary>The canary is shown not to be worse at this weight.</summary>
    ShownSafe,

    /// <summary>The clock ran out: not shown safe, only not shown bad.</summary>
    NotShownBad,

    /// <summary>A check failed, below the threshold.</summary>
    CheckFailed,

    /// <summary>The primary fails the same checks.</summary>
    PrimaryFailsToo,

    /// <summary>A check found no data.</summary>
    CheckInconclusive,

    /// <summary>A check's source is down.</summary>
    CheckErrored,

    /// <summary>The weight is not in force everywhere.</summary>
    ShareNotObserved,

    /// <summary>What an earlier leader found of the trial is not read yet.</summary>
    EvidenceUnread,

    /// <summary>The share of the requests is not what the weight says.</summary>
    SplitAlarm,

    /// <summary>One side has had no request.</summary>
    NothingToCompare,

    /// <summary>The comparison is suspicious.</summary>
    Suspicious,

    /// <summary>Some proxies have shut the canary out, and the pooled counts do not yet decide.</summary>
    GuardAlarm,

    /// <summary>Failed checks have reached the threshold.</summary>
    ChecksFailed,

    /// <summary>The canary is shown to be worse than the margin.</summary>
    Comparison,

    /// <summary>Every proxy has shut the canary out.</summary>
    TotalFailure,
}
