namespace CanaryMesh.Api.Resources.Canaries;

/// <summary>How a version is judged. Durations are strings such as 30s or 1m; weights are whole percent, 0–100.</summary>
public sealed record CanaryAnalysis : Extensible
{
    /// <summary>Time between two ticks.</summary>
    public string? Interval { get; init; }

    /// <summary>Failed checks before rollback.</summary>
    public int? Threshold { get; init; }

    /// <summary>Looks in a row without data before rollback; null means never.</summary>
    public int? InconclusiveThreshold { get; init; }

    /// <summary>Looks in a row without an answer of a metric source before rollback; null means never.</summary>
    public int? ErroredThreshold { get; init; }

    /// <summary>Checks of a blue/green or A/B run; beside step weights, the fewest passed checks before promotion.</summary>
    public int? Iterations { get; init; }

    /// <summary>Weight that ends the ramp; null means 100.</summary>
    public int? MaxWeight { get; init; }

    /// <summary>Weight added per step.</summary>
    public int? StepWeight { get; init; }

    /// <summary>The steps, where they are not even.</summary>
    public IReadOnlyList<int>? StepWeights { get; init; }

    /// <summary>Weight given back per step on promotion; null or 0 means all at once.</summary>
    public int? StepWeightPromotion { get; init; }

    /// <summary>True shadows traffic to the canary first.</summary>
    public bool? Mirror { get; init; }

    /// <summary>Share of requests that is shadowed; null means all.</summary>
    public int? MirrorWeight { get; init; }

    /// <summary>Percent of the primary's pods that must be ready; null means 100.</summary>
    public int? PrimaryReadyThreshold { get; init; }

    /// <summary>Percent of the canary's pods that must be ready; null means 100.</summary>
    public int? CanaryReadyThreshold { get; init; }

    /// <summary>Longest trial; past it the version is rolled back. Null means none.</summary>
    public string? Timeout { get; init; }

    /// <summary>The longest a step may be held at its weight; null means no limit.</summary>
    public string? MaxHold { get; init; }

    /// <summary>What comes then: alert (default) tells people once, rollback ends the trial.</summary>
    public string? OnMaxHold { get; init; }

    /// <summary>What the comparison may do: strict rolls back, advisory (default; strict where an annotation made the Canary) only tells, off is silent.</summary>
    public string? Judge { get; init; }

    /// <summary>What takes a step: clock (default; proof where an annotation made the Canary) its interval, proof also what shows the canary not worse.</summary>
    public string? Pace { get; init; }

    /// <summary>What a failed check means that the primary fails as well: blame (default; hold where an annotation made the Canary) counts it, hold waits.</summary>
    public string? SharedCause { get; init; }

    /// <summary>What a failed built-in check is: checks (default; evidence where an annotation made the Canary) counts it, evidence rolls back once its limit is shown broken, and holds until then.</summary>
    public string? Limits { get; init; }

    /// <summary>How sure the comparison must be: cautious, standard (default) or eager.</summary>
    public string? Preset { get; init; }

    /// <summary>True lets no ten seconds alone roll back by comparison.</summary>
    public bool? Calm { get; init; }

    /// <summary>How much worse than the primary a version may be.</summary>
    public JudgeMargins? Margins { get; init; }

    /// <summary>Which requests go to the canary: beside step weights all of them, alone (with iterations) nobody else's.</summary>
    public IReadOnlyList<CanaryMatch>? Match { get; init; }

    /// <summary>The checks.</summary>
    public IReadOnlyList<CanaryMetric>? Metrics { get; init; }

    /// <summary>Who is told what.</summary>
    public IReadOnlyList<CanaryAlert>? Alerts { get; init; }

    /// <summary>Hooks: tests, gates and notices.</summary>
    public IReadOnlyList<CanaryWebhook>? Webhooks { get; init; }

    /// <summary>Cookies that keep a user on one side.</summary>
    public SessionAffinity? SessionAffinity { get; init; }

    /// <summary>What keeps a client on one side without a cookie of ours.</summary>
    public Stickiness? Stickiness { get; init; }
}
