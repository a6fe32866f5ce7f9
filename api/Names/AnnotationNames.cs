namespace CanaryMesh.Api.Names;

/// <summary>The closed list of annotation, label and finalizer keys that are ours (design §3).</summary>
public static class AnnotationNames
{
    /// <summary>Prefix of every key of ours.</summary>
    public const string Prefix = "canary.footanalytics.io/";

    /// <summary>On a Deployment: "true" onboards, "false" or removal leaves. On a Namespace: the default of its Deployments. Written by the team.</summary>
    public const string Enabled = Prefix + "enabled";

    /// <summary>On a Deployment: interval of the inferred Canary, e.g. "15s".</summary>
    public const string Interval = Prefix + "interval";

    /// <summary>On a Deployment: failed checks before rollback, a whole number ≥ 1.</summary>
    public const string Threshold = Prefix + "threshold";

    /// <summary>On a Deployment: percent added per step, 1–100.</summary>
    public const string StepWeight = Prefix + "step-weight";

    /// <summary>On a Deployment: largest canary share in percent, 1–100.</summary>
    public const string MaxWeight = Prefix + "max-weight";

    /// <summary>On a Deployment: smallest success rate in percent, 0–100.</summary>
    public const string SuccessRate = Prefix + "success-rate";

    /// <summary>On a Deployment: largest p99 latency in milliseconds.</summary>
    public const string RequestDuration = Prefix + "request-duration";

    /// <summary>On a Deployment: "always" or "trial".</summary>
    public const string SteeringMode = Prefix + "steering-mode";

    /// <summary>On a Deployment: "strict", "advisory" or "off".</summary>
    public const string Judge = Prefix + "judge";

    /// <summary>On a Deployment: "clock" or "proof".</summary>
    public const string JudgePace = Prefix + "judge-pace";

    /// <summary>On a Deployment: "hold" or "blame".</summary>
    public const string JudgeSharedCause = Prefix + "judge-shared-cause";

    /// <summary>On a Deployment: "checks" or "evidence".</summary>
    public const string JudgeLimits = Prefix + "judge-limits";

    /// <summary>On a Deployment: "cautious", "standard" or "eager".</summary>
    public const string JudgePreset = Prefix + "judge-preset";

    /// <summary>On a Deployment: "true" lets no ten seconds alone roll back by comparison.</summary>
    public const string JudgeCalm = Prefix + "judge-calm";

    /// <summary>On a Deployment: errors tolerated beside the primary's, e.g. "1.1+0.02".</summary>
    public const string JudgeMargin = Prefix + "judge-margin";

    /// <summary>On a Deployment: the longest a step may be held, e.g. "30m".</summary>
    public const string MaxHold = Prefix + "max-hold";

    /// <summary>On a Deployment: "alert" or "rollback".</summary>
    public const string OnMaxHold = Prefix + "on-max-hold";

    /// <summary>On a Deployment: comma-separated Service port names or numbers to split, also those whose protocol is not plainly HTTP.</summary>
    public const string Ports = Prefix + "ports";

    /// <summary>On a Deployment: lets this one update through unjudged; the value is the reason.</summary>
    public const string Bypass = Prefix + "bypass";

    /// <summary>On a Deployment: rolls this one update without analysis; the value is the reason.</summary>
    public const string SkipAnalysis = Prefix + "skip-analysis";

    /// <summary>On a Deployment: it is managed. Written by onboard and the analyzer, gone after leaving.</summary>
    public const string Managed = Prefix + "managed";

    /// <summary>On a Deployment: hash of the held template. Written by hold, gone on resume.</summary>
    public const string Held = Prefix + "held";

    /// <summary>Label on pod templates: "primary" or "canary"; what inject selects.</summary>
    public const string Track = Prefix + "track";

    /// <summary>On a pod template: the port plan as JSON.</summary>
    public const string Plan = Prefix + "plan";

    /// <summary>On a pod: what was injected, as JSON.</summary>
    public const string Status = Prefix + "status";

    /// <summary>On a Service: the steering record as JSON.</summary>
    public const string Steering = Prefix + "steering";

    /// <summary>On a Service that spec.service asked for: its ports as the analyzer wrote them last, as JSON; with others it is the team's.</summary>
    public const string MadePorts = Prefix + "made-ports";

    /// <summary>On a route object (VirtualService, DestinationRule, HTTPRoute): what the analyzer wrote last, as JSON; gone after leaving.</summary>
    public const string Route = Prefix + "route";

    /// <summary>On a route object that was there before: what it was, as JSON. Written once by the analyzer, gone after leaving.</summary>
    public const string RouteOriginal = Prefix + "route-original";

    /// <summary>On the copy on trial: full hash of the template it runs. Written by the analyzer.</summary>
    public const string Trial = Prefix + "trial";

    /// <summary>Label on an inferred Canary, "true" or <see cref="InferredOfNamespace"/>; gone when a team's own Canary replaces it.</summary>
    public const string Inferred = Prefix + "inferred";

    /// <summary>Value of <see cref="Inferred"/> where the Namespace's annotation asked for it.</summary>
    public const string InferredOfNamespace = "namespace";

    /// <summary>Finalizer on a Canary.</summary>
    public const string LeaveFinalizer = Prefix + "leave";

    /// <summary>On a Canary: a person's command; the value is promote, abort, retry, approve, pause or resume with a random suffix after ':' so that each counts once.</summary>
    public const string Command = Prefix + "command";

    /// <summary>On a Canary: who gave the command and when, as JSON. Written by sign, whatever the user wrote there.</summary>
    public const string CommandSignature = Prefix + "command-by";

    /// <summary>On a ConfigMap: "disabled" leaves it out of the version. Written by the team.</summary>
    public const string ConfigTracking = Prefix + "config-tracking";

    /// <summary>The same in Flagger's word.</summary>
    public const string FlaggerConfigTracking = "flagger.app/config-tracking";

    /// <summary>Label on the ConfigMap of a judged version: the Canary it belongs to. Written by the analyzer.</summary>
    public const string Judged = Prefix + "judged";

    /// <summary>On the ConfigMap of a judged version: when its last trial began.</summary>
    public const string JudgedTime = Prefix + "judged-time";

    /// <summary>Prefix of the sidecar's settings on a Deployment (injection.md §3.6).</summary>
    public const string ProxyPrefix = Prefix + "proxy-";

    /// <summary>Kubernetes' own restart mark on templates: no new version.</summary>
    public const string RestartedAt = "kubectl.kubernetes.io/restartedAt";

    /// <summary>Value of <see cref="Track"/> on the target's pods.</summary>
    public const string Primary = "primary";

    /// <summary>Value of <see cref="Track"/> on the copy's pods.</summary>
    public const string Canary = "canary";
}
