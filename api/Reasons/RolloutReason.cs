namespace CanaryMesh.Api.Reasons;

/// <summary>Why a rollout is where it is: one word, unchanged in condition, event, log and metric. The sentence beside it has the numbers.</summary>
public enum RolloutReason
{
    /// <summary>Nothing to say yet.</summary>
    None,

    /// <summary>The Deployment that the Canary names does not exist.</summary>
    TargetNotFound,

    /// <summary>A Deployment TARGET-primary exists: a running Flagger owns this target.</summary>
    BelongsToFlagger,

    /// <summary>An object of a name that we need is somebody else's.</summary>
    ForeignObject,

    /// <summary>Proxies are being rolled into the target's pods.</summary>
    InjectingProxies,

    /// <summary>Pods of the target run without a proxy although they should have one.</summary>
    PodsNotInjected,

    /// <summary>Proxies have not yet reported.</summary>
    WaitingForProxies,

    /// <summary>The apex Service is being steered to the proxies.</summary>
    Steering,

    /// <summary>No probe came through the steered Service: it was put back to the app's port.</summary>
    SteeringFailed,

    /// <summary>No port of the target can be split: new versions roll by themselves.</summary>
    NotSplittable,

    /// <summary>Onboarded; waiting for a new version.</summary>
    Initialized,

    /// <summary>A new version was seen; its copy is being started.</summary>
    NewVersion,

    /// <summary>The copy is not ready yet.</summary>
    WaitingForCopy,

    /// <summary>No node takes a pod of the copy.</summary>
    CopyUnschedulable,

    /// <summary>The cluster admits no further pod of the copy: a quota, or another's admission.</summary>
    CopyNotAdmitted,

    /// <summary>A NetworkPolicy would keep requests from the version on trial, or its proxy from the analyzer: no trial.</summary>
    NetworkPolicyBlocks,

    /// <summary>A NetworkPolicy of another namespace names the target: its twin for the copy is not ours to write there; no trial.</summary>
    NetworkPolicyElsewhere,

    /// <summary>An autoscaler scales the copy, whose size follows its weight: no trial.</summary>
    ScalerConflict,

    /// <summary>The weight was asked for and not yet reported by every proxy.</summary>
    WaitingForWeight,

    /// <summary>The interval of this step is running.</summary>
    Analysing,

    /// <summary>The checks of this step passed.</summary>
    ChecksPassed,

    /// <summary>A check failed; below the threshold.</summary>
    CheckFailed,

    /// <summary>The checks have no or too little data.</summary>
    NoData,

    /// <summary>No request reached the version on trial.</summary>
    NoTraffic,

    /// <summary>A metric source cannot be reached.</summary>
    MetricSourceDown,

    /// <summary>Failed checks reached the threshold.</summary>
    ChecksFailed,

    /// <summary>The comparison shows the version to be worse than its margin beside the primary allows.</summary>
    WorseThanPrimary,

    /// <summary>Every proxy has ejected the version by its own counts.</summary>
    EjectedByProxies,

    /// <summary>The version looks worse than the primary, which is not shown: the step waits.</summary>
    LooksWorse,

    /// <summary>A check failed by requests that are too few to show its limit broken: the step waits.</summary>
    LimitInDoubt,

    /// <summary>Checks failed that the primary fails as well: the version is not blamed, and keeps its weight.</summary>
    PrimaryFailsToo,

    /// <summary>A container of the copy crashes.</summary>
    CopyCrashed,

    /// <summary>The proxy in a pod of the copy does not run: our fault, which is no failure of the version.</summary>
    ProxyFailed,

    /// <summary>An image of the copy cannot be pulled.</summary>
    ImagePullFailed,

    /// <summary>The copy was not ready within the deadline.</summary>
    ReadinessDeadlineExceeded,

    /// <summary>A person aborted the rollout.</summary>
    Aborted,

    /// <summary>The target went back to the primary's template.</summary>
    Reverted,

    /// <summary>A newer version arrived in mid-run.</summary>
    Superseded,

    /// <summary>This version was refused before and is not tried again unless asked.</summary>
    RefusedBefore,

    /// <summary>The analysis of the same version begins anew at the first weight.</summary>
    AnalysisRestarted,

    /// <summary>The primary is being rolled to the judged version.</summary>
    Promoting,

    /// <summary>The primary's own rollout does not finish.</summary>
    PromotionStalled,

    /// <summary>A person promoted the version.</summary>
    PromotedByCommand,

    /// <summary>The primary lost its last ready pod; a ready copy took over.</summary>
    PrimaryLost,

    /// <summary>Promoted; the copy is being removed.</summary>
    RemovingCopy,

    /// <summary>Promotion complete.</summary>
    Promoted,

    /// <summary>One of the last three promoted versions: rolled at once.</summary>
    KnownGood,

    /// <summary>Rolled without analysis as asked.</summary>
    SkippedAnalysis,

    /// <summary>The target cannot be split safely: it rolls by itself.</summary>
    RollsByItself,

    /// <summary>An unheld new version was seen: the webhook was bypassed, the target was paused.</summary>
    WebhookBypassed,

    /// <summary>Two live ReplicaSets are brought down to one before the next trial.</summary>
    Settling,

    /// <summary>The Canary is suspended.</summary>
    Suspended,

    /// <summary>Leaving: the target goes back to what the team wrote.</summary>
    Leaving,

    /// <summary>A gate is being asked, or is closed.</summary>
    WaitingForGate,

    /// <summary>The hooks of a gate or a test passed.</summary>
    HooksPassed,

    /// <summary>A hook failed: a test below the threshold, or one told of the end.</summary>
    HookFailed,

    /// <summary>A gate was closed for longer than it may be.</summary>
    GateExpired,

    /// <summary>A rollback hook asked for it.</summary>
    RolledBackByHook,

    /// <summary>The trial took longer than it may.</summary>
    AnalysisTimedOut,

    /// <summary>A step was held for longer than it may be.</summary>
    HeldTooLong,

    /// <summary>A person keeps it paused.</summary>
    Paused,

    /// <summary>A person approved the gate that was waited for.</summary>
    Approved,

    /// <summary>At its usual traffic the trial can notice gross failures at best, or nothing: larger weights or longer steps help.</summary>
    NoticesLittle,

    /// <summary>One proxy alone keeps the version on trial out: trouble of its own pod or node.</summary>
    LocalTrouble,

    /// <summary>Who splits the requests was decided.</summary>
    ProviderChosen,

    /// <summary>Somebody else changed the weights of the route: nothing is written until a person says how it goes on.</summary>
    RouteEdited,

    /// <summary>A leader has just begun and waits to hear what the proxies serve.</summary>
    Resuming,
}
