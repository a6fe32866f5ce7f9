using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Gates;

namespace CanaryMesh.Analyzer.Rollouts;

/// <summary>Everything one tick may know.</summary>
public sealed record RolloutObservation
{
    /// <summary>When the world was read.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Which rollout.</summary>
    public required RolloutKey Key { get; init; }

    /// <summary>What is asked for.</summary>
    public required RolloutSpec Spec { get; init; }

    /// <summary>What is recorded.</summary>
    public required RolloutStatus Status { get; init; }

    /// <summary>The target; null if it does not exist.</summary>
    public TargetObservation? Target { get; init; }

    /// <summary>The copy; null if there is none.</summary>
    public CopyObservation? Copy { get; init; }

    /// <summary>The proxies.</summary>
    public RouteObservation Routes { get; init; } = new();

    /// <summary>The apex Services.</summary>
    public SteeringObservation Steering { get; init; } = SteeringObservation.Off;

    /// <summary>Who splits the requests; null if that is not decided yet.</summary>
    public ProviderChoice? Provider { get; init; }

    /// <summary>A Service that selects pods without our proxies as well is steered: they get no request.</summary>
    public bool SharedSteered { get; init; }

    /// <summary>The Service that the spec asks for is absent, or was made by us and is not as asked for.</summary>
    public bool ApexDue { get; init; }

    /// <summary>Readings of the checks; empty when none are due.</summary>
    public IReadOnlyList<CheckReading> Readings { get; init; } = [];

    /// <summary>Requests that the proxies counted; null when no checks are due.</summary>
    public TrialTraffic? Traffic { get; init; }

    /// <summary>What the comparison with the primary found; null where nothing is compared.</summary>
    public ComparisonObservation? Comparison { get; init; }

    /// <summary>What the target usually carries, counted lately; null if it has not been.</summary>
    public UsualTraffic? Usual { get; init; }

    /// <summary>What the hooks answered last, as far as this leader asked them.</summary>
    public IReadOnlyList<HookOutcome> HookOutcomes { get; init; } = [];

    /// <summary>Every provider of alerts took the end that is on record, or was given up.</summary>
    public bool EndingTold { get; init; }

    /// <summary>A command not yet carried out.</summary>
    public RolloutCommand? Command { get; init; }

    /// <summary>The Canary is being deleted, or its target is no longer annotated.</summary>
    public bool Leaving { get; init; }

    /// <summary>Carries our finalizer.</summary>
    public bool HasFinalizer { get; init; }

    /// <summary>A Deployment TARGET-primary exists.</summary>
    public bool FlaggerPrimaryExists { get; init; }

    /// <summary>Services TARGET-primary and TARGET-canary are there as they should be, and the CA in the namespace.</summary>
    public bool SupportReady { get; init; }

    /// <summary>Anything of that support exists.</summary>
    public bool SupportExists { get; init; }

    /// <summary>Name of an object we need that is somebody else's; null if none.</summary>
    public string? ForeignObject { get; init; }

    /// <summary>Autoscalers of target and copy.</summary>
    public ScalerObservation Scaler { get; init; } = new();

    /// <summary>NetworkPolicies that name the target.</summary>
    public PolicyObservation Policies { get; init; } = new();

    /// <summary>The target's pods use other configuration than its plan names; null if not.</summary>
    public ConfigChange? Config { get; init; }

    /// <summary>When to look again at configuration of which no event tells; null if there is none.</summary>
    public TimeSpan? ConfigDue { get; init; }

    /// <summary>A snapshot that the target's plan names is gone, and its content is still there.</summary>
    public bool SnapshotsMissing { get; init; }

    /// <summary>Snapshots of this target that nothing names any more.</summary>
    public IReadOnlyList<string> StaleSnapshots { get; init; } = [];

    /// <summary>Snapshots that a target which leaves still owns, and that its ReplicaSets name: a rollback to one of those needs them.</summary>
    public IReadOnlyList<string> HeirloomSnapshots { get; init; } = [];

    /// <summary>Canary share in force: what this leader asked, else what proxies serve, else what is recorded.</summary>
    public int Weight => Routes.Asked ?? Routes.Served ?? Status.Weight;

    /// <summary>Why an object that a trial needs is not written, as a sentence without its end; null if nothing keeps us.</summary>
    public string? Blocked => ForeignObject is { } foreign ? $"{foreign} exists and is not ours" : Routes is { IsByRoute: true, Refused: { } why } ? why : null;

    /// <summary>Hash of the primary: of what serves, else what was promoted last (a target scaled to zero has nothing that serves).</summary>
    public string? Primary => Target?.PrimaryHash ?? Status.LastPromoted;

    /// <summary>Whether the target's template is another version than the primary.</summary>
    public bool HasNewVersion => Target is not null && Primary is not null && Target.TemplateHash != Primary;
}
