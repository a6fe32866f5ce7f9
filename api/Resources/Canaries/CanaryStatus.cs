namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>What is recorded about a rollout: Flagger's members, and ours beside them. Hashes are whole template hashes.</summary>
public sealed record CanaryStatus : Extensible
{
    /// <summary>Where the rollout is.</summary>
    public CanaryPhase Phase { get; init; }

    /// <summary>Failed checks of this trial.</summary>
    public int FailedChecks { get; init; }

    /// <summary>Share asked for, 0–100.</summary>
    public int CanaryWeight { get; init; }

    /// <summary>Passed checks of a run that has iterations; 0 when none runs.</summary>
    public int Iterations { get; init; }

    /// <summary>Hash of the template last acted on.</summary>
    public string? LastAppliedSpec { get; init; }

    /// <summary>Hash of the template last promoted.</summary>
    public string? LastPromotedSpec { get; init; }

    /// <summary>Content hashes of followed configuration by configmap/NAME.</summary>
    public IReadOnlyDictionary<string, string>? TrackedConfigs { get; init; }

    /// <summary>When the phase last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }

    /// <summary>Cookie of this trial's canary, NAME=VALUE.</summary>
    public string? SessionAffinityCookie { get; init; }

    /// <summary>Cookie of this trial's primary, NAME=VALUE.</summary>
    public string? PrimarySessionAffinityCookie { get; init; }

    /// <summary>Cookie of the trial before, NAME=VALUE.</summary>
    public string? PreviousSessionAffinityCookie { get; init; }

    /// <summary>Conditions.</summary>
    public IReadOnlyList<CanaryCondition>? Conditions { get; init; }

    /// <summary>Generation of the Canary that was last handled.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>Hash on trial; of the last trial while none runs, null before the first.</summary>
    public string? TrialSpec { get; init; }

    /// <summary>The last three promoted hashes, newest first, the one at onboarding included.</summary>
    public IReadOnlyList<string>? PromotedSpecs { get; init; }

    /// <summary>Hash refused last: not tried again unless asked.</summary>
    public string? RefusedSpec { get; init; }

    /// <summary>Hash let through to roll by itself that has not finished.</summary>
    public string? ReleasedSpec { get; init; }

    /// <summary>Skip-analysis or bypass reason that was used already.</summary>
    public string? UsedSkip { get; init; }

    /// <summary>Pods of the primary when the trial began.</summary>
    public int? PrimaryReplicasAtStart { get; init; }

    /// <summary>The primary was scaled to zero during the trial and has no ready pod yet; absent otherwise.</summary>
    public bool? PrimaryScaledToZero { get; init; }

    /// <summary>Why the rollout is where it is: one PascalCase word, the same in event, log and metric.</summary>
    public string? Reason { get; init; }

    /// <summary>The same in one sentence with numbers.</summary>
    public string? Message { get; init; }

    /// <summary>When it will be looked at again if nothing happens before.</summary>
    public DateTimeOffset? NextLookTime { get; init; }

    /// <summary>When the trial began.</summary>
    public DateTimeOffset? TrialStartTime { get; init; }

    /// <summary>When the wait for its copy or its steering began again.</summary>
    public DateTimeOffset? WaitStartTime { get; init; }

    /// <summary>Since when the step has been held at its weight.</summary>
    public DateTimeOffset? HoldStartTime { get; init; }

    /// <summary>When people were told that it has been for too long.</summary>
    public DateTimeOffset? HoldToldTime { get; init; }

    /// <summary>When the weight in force was asked for.</summary>
    public DateTimeOffset? StepStartTime { get; init; }

    /// <summary>Passed checks of this trial.</summary>
    public int? PassedChecks { get; init; }

    /// <summary>Looks in a row that found no data.</summary>
    public int? InconclusiveChecks { get; init; }

    /// <summary>Looks in a row at which a metric source could not be read.</summary>
    public int? ErroredChecks { get; init; }

    /// <summary>What the last look found, check by check, and what exactly was asked.</summary>
    public IReadOnlyList<CanaryCheck>? Checks { get; init; }

    /// <summary>When the trial's first weight was seen applied.</summary>
    public DateTimeOffset? FirstWeightTime { get; init; }

    /// <summary>From when on answers of the step's hooks count, where that is earlier than the step's beginning.</summary>
    public DateTimeOffset? HooksTime { get; init; }

    /// <summary>Share the world was seen to serve, 0–100; null if not seen yet.</summary>
    public int? AppliedWeight { get; init; }

    /// <summary>The command annotation that was last carried out, so that each counts once.</summary>
    public string? LastCommand { get; init; }

    /// <summary>Who gave it, as admission saw it; null if that is not known.</summary>
    public string? LastCommandBy { get; init; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset? LastCommandTime { get; init; }

    /// <summary>Since when a person keeps the rollout paused; null if nobody does.</summary>
    public DateTimeOffset? PausedTime { get; init; }

    /// <summary>Since when spec.suspend keeps the rollout where it is; null if it does not.</summary>
    public DateTimeOffset? SuspendedTime { get; init; }

    /// <summary>spec.analysis.threshold as this run last saw it: a change of it to 0 aborts the run.</summary>
    public int? SeenThreshold { get; init; }

    /// <summary>Whether spec.skipAnalysis was last seen as an explicit false: becoming one restarts the analysis.</summary>
    public bool? SeenReset { get; init; }

    /// <summary>How this run's version comes to its users: canary, a/b or blue/green.</summary>
    public string? Strategy { get; init; }

    /// <summary>The hooks that are waited for; null if none are.</summary>
    public CanaryGate? Gate { get; init; }

    /// <summary>Where the comparison of the running trial stands; null where nothing is compared, and after the trial. Written along with other
    /// members only, so that it makes no write of its own.</summary>
    public CanaryJudging? Judging { get; init; }

    /// <summary>What the target usually carries; null while that is not known. Written along with other members only.</summary>
    public CanaryTraffic? Traffic { get; init; }

    /// <summary>The rollout whose post-rollout hooks are still to be told; null if none.</summary>
    public CanaryEnding? Ending { get; init; }
}
