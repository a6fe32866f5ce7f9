namespace CanaryMesh.Api.Reasons;

/// <summary>Why a new version of a managed target rolls out unjudged: the closed list.</summary>
public static class NotHeldReasons
{
    /// <summary>Nothing serves, so there is nothing to protect.</summary>
    public static readonly Reason NoReadyPod = new("no-ready-pod", "no pod is ready: there is nothing to protect, and a broken primary must be repairable at once");

    /// <summary>Asked for by the bypass annotation.</summary>
    public static readonly Reason Bypass = new("bypass", "the annotation bypass was set in this update");

    /// <summary>Asked for by the skip-analysis annotation.</summary>
    public static readonly Reason SkipAnalysis = new("skip-analysis", "the annotation skip-analysis was set in this update");

    /// <summary>The new version came together with onboarding.</summary>
    public static readonly Reason Onboarding = new("onboarding", "it arrived together with onboarding");

    /// <summary>Promoted among the last three.</summary>
    public static readonly Reason KnownGood = new("known-good", "this version was promoted before");

    /// <summary>Strategy Recreate stops every pod first.</summary>
    public static readonly Reason Recreate = new("recreate", "strategy Recreate stops the primary before the new version starts");

    /// <summary>maxUnavailable reaches every pod.</summary>
    public static readonly Reason MaxUnavailable = new("max-unavailable", "maxUnavailable allows every pod of the primary to be taken away");

    /// <summary>No history of ReplicaSets to go back to.</summary>
    public static readonly Reason NoHistory = new("no-history", "revisionHistoryLimit 0 keeps no version to go back to");

    /// <summary>A volume only one pod can hold.</summary>
    public static readonly Reason ReadWriteOnce = new("read-write-once", "a ReadWriteOnce volume cannot be held by both versions");

    /// <summary>Nothing of the target can be split.</summary>
    public static readonly Reason NoSteerablePort = new("no-steerable-port", "no port of the target can be split");

    /// <summary>Every reason of this list.</summary>
    public static readonly IReadOnlyList<Reason> All =
    [
        NoReadyPod, Bypass, SkipAnalysis, Onboarding, KnownGood, Recreate, MaxUnavailable, NoHistory, ReadWriteOnce, NoSteerablePort,
    ];
}
