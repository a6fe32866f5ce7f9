using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>What is recorded of a rollout in the Canary's status. Hashes are whole template hashes.</summary>
public sealed record RolloutStatus
{
    /// <summary>Where it is.</summary>
    public RolloutPhase Phase { get; init; } = RolloutPhase.Initializing;

    /// <summary>Canary share last asked for, percent.</summary>
    public int Weight { get; init; }

    /// <summary>Failed checks of this trial.</summary>
    public int FailedChecks { get; init; }

    /// <summary>Passed checks of this trial.</summary>
    public int PassedChecks { get; init; }

    /// <summary>Looks in a row that found no data.</summary>
    public int InconclusiveChecks { get; init; }

    /// <summary>Looks in a row at which a metric source could not be read.</summary>
    public int ErroredChecks { get; init; }

    /// <summary>What the last look found, check by check.</summary>
    public IReadOnlyList<CheckRecord> Checks { get; init; } = [];

    /// <summary>When the trial's first weight was seen applied.</summary>
    public DateTimeOffset? FirstWeightAt { get; init; }

    /// <summary>Hash on trial; of the last trial when none runs.</summary>
    public string? Trial { get; init; }

    /// <summary>Hashes promoted last, newest first, at most three, the one at onboarding included.</summary>
    public IReadOnlyList<string> Promoted { get; init; } = [];

    /// <summary>Hash refused last.</summary>
    public string? Refused { get; init; }

    /// <summary>Hash that was let through to roll by itself and has not finished.</summary>
    public string? Released { get; init; }

    /// <summary>Skip-analysis or bypass reason that was used already: left in Git, it works once.</summary>
    public string? UsedSkip { get; init; }

    /// <summary>Replicas of the primary when the trial began.</summary>
    public int PrimaryReplicasAtStart { get; init; }

    /// <summary>The primary was scaled to zero during the trial and has no ready pod yet: what is missing was not lost.</summary>
    public bool PrimaryAway { get; init; }

    /// <summary>When the trial began. Nothing moves it before the next trial: by it proxies, leaders and evidence know which trial they speak of.</summary>
    public DateTimeOffset? TrialStartedAt { get; init; }

    /// <summary>When the wait for the trial's copy, or for its steering, began again; null while it is the trial's first.</summary>
    public DateTimeOffset? WaitStartedAt { get; init; }

    /// <summary>From when on the wait for the copy counts.</summary>
    public DateTimeOffset? WaitingSince => WaitStartedAt ?? TrialStartedAt;

    /// <summary>When the present interval began; null while the weight is not yet seen applied.</summary>
    public DateTimeOffset? StepStartedAt { get; init; }

    /// <summary>Since when the step has been held at its weight; null if it is not.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>When people were told that it has been for too long; null if they were not.</summary>
    public DateTimeOffset? HoldToldAt { get; init; }

    /// <summary>From when on answers of the step's hooks count, where that is earlier than <see cref="StepStartedAt"/>; null if it is not.</summary>
    public DateTimeOffset? HooksSince { get; init; }

    /// <summary>When the phase was entered.</summary>
    public DateTimeOffset? PhaseSince { get; init; }

    /// <summary>Last command of a person that was carried out or refused, as written.</summary>
    public string? LastCommand { get; init; }

    /// <summary>Who gave it, as admission saw it; null if that is not known.</summary>
    public string? LastCommandBy { get; init; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset? LastCommandAt { get; init; }

    /// <summary>Since when a person keeps it paused; null if nobody does.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Since when the Canary is suspended; null if it is not.</summary>
    public DateTimeOffset? SuspendedSince { get; init; }

    /// <summary>The threshold as the Canary gave it when this run last looked; null if no run has.</summary>
    public int? SeenThreshold { get; init; }

    /// <summary>Whether skipAnalysis was an explicit false at the last look; null if nobody has looked.</summary>
    public bool? SeenReset { get; init; }

    /// <summary>Who splits the requests, as last said; null if that is not on record.</summary>
    public ProviderChoice? Provider { get; init; }

    /// <summary>How this run's version comes to its users; null if that is not on record.</summary>
    public StrategyKind? Strategy { get; init; }

    /// <summary>The hooks that are waited for; null if none are.</summary>
    public GateWait? Gate { get; init; }

    /// <summary>The hooks that are still to be told of the end; null if none are.</summary>
    public PostRound? Post { get; init; }

    /// <summary>Where the comparison of the running trial stands; null where nothing is compared.</summary>
    public JudgingRecord? Judging { get; init; }

    /// <summary>What the target usually carries; null while that is not known.</summary>
    public UsualTraffic? Traffic { get; init; }

    /// <summary>Why it is where it is.</summary>
    public RolloutReason Reason { get; init; }

    /// <summary>The same as a sentence with numbers.</summary>
    public string Message { get; init; } = "";

    /// <summary>The hash promoted last, if any.</summary>
    public string? LastPromoted => Promoted.Count > 0 ? Promoted[0] : null;

    /// <summary>The record after a promotion of this hash.</summary>
    public RolloutStatus WithPromoted(string hash) =>
        LastPromoted == hash ? this : this with { Promoted = [.. Promoted.Where(each => each != hash).Prepend(hash).Take(3)] };
}
