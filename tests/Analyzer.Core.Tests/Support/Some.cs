using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Support;

/// <summary>One observation per phase, in its ordinary state; tests say what differs.</summary>
internal static class Some
{
    public const string Primary = "v1:aaaaaaaaaaaaaaaa";
    public const string Trial = "v1:bbbbbbbbbbbbbbbb";
    public const string Other = "v1:cccccccccccccccc";
    public const string Older = "v1:dddddddddddddddd";

    public static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    public static RolloutSpec Spec { get; } = new()
    {
        Target = "web",
        Interval = Interval,
        Threshold = 3,
        Steps = new(10, 50, []),
        Checks = [new("request-success-rate", CheckKind.SuccessRate, 99, null, TimeSpan.FromMinutes(1))],
    };

    public static RolloutStatus Settled { get; } = new()
    {
        Phase = RolloutPhase.Succeeded,
        Promoted = [Primary, Older],
        PhaseSince = Now.AddHours(-1),
        Reason = RolloutReason.Promoted,
        Message = "web.shop runs",
    };

    public static TargetObservation Serving { get; } = new()
    {
        ResourceVersion = "7",
        TemplateHash = Primary,
        PrimaryHash = Primary,
        Managed = true,
        HasOurs = true,
        PlanCurrent = true,
        Splittable = true,
        Replicas = 4,
        PrimaryReady = 4,
        Ready = 4,
        UpdatedAvailable = 4,
        RolledOut = true,
        Live = [new("web-1", Primary, 4, 4)],
    };

    /// <summary>Onboarded, nothing on trial.</summary>
    public static RolloutObservation Idle { get; } = new()
    {
        ObservedAt = Now,
        Key = new("shop", "web"),
        Spec = Spec,
        Status = Settled,
        Target = Serving,
        Routes = new() { Asked = 0, Served = 0, Settled = true, Connected = 4, LeaderFor = TimeSpan.FromHours(1) },
        Steering = SteeringObservation.Steered,
        HasFinalizer = true,
        SupportReady = true,
        SupportExists = true,
    };

    /// <summary>A new version is held; no trial has begun.</summary>
    public static RolloutObservation Held { get; } = Idle with { Target = HeldWith(Trial) };

    /// <summary>On trial at weight 20, the interval just over.</summary>
    public static RolloutObservation OnTrial { get; } = Held with
    {
        Status = Settled with
        {
            Phase = RolloutPhase.Progressing,
            Trial = Trial,
            Weight = 20,
            PassedChecks = 1,
            PrimaryReplicasAtStart = 4,
            TrialStartedAt = Now.AddMinutes(-1),
            StepStartedAt = Now - Interval,
            PhaseSince = Now.AddMinutes(-1),
            Reason = RolloutReason.Analysing,
            Message = "",
        },
        Routes = At(20),
        Copy = new() { Hash = Trial, Replicas = 4, Ready = 4 },
    };

    /// <summary>Judged good at weight 50; the target is still held.</summary>
    public static RolloutObservation Promoting { get; } = OnTrial with
    {
        Status = OnTrial.Status with { Phase = RolloutPhase.Promoting, Weight = 50, StepStartedAt = null, PhaseSince = Now, Reason = RolloutReason.Promoting },
        Routes = At(50),
    };

    /// <summary>The primary runs the judged version; the copy drains.</summary>
    public static RolloutObservation Finalising { get; } = OnTrial with
    {
        Status = Promoting.Status with { Phase = RolloutPhase.Finalising, Weight = 0, Promoted = [Trial, Primary, Older], Reason = RolloutReason.RemovingCopy },
        Target = Serving with { TemplateHash = Trial, PrimaryHash = Trial, Live = [new("web-2", Trial, 4, 4)] },
        Routes = At(0),
    };

    /// <summary>Refused; the copy is gone, the mark stands.</summary>
    public static RolloutObservation Refused { get; } = Held with
    {
        Status = OnTrial.Status with
        {
            Phase = RolloutPhase.Failed,
            Weight = 0,
            Refused = Trial,
            FailedChecks = 3,
            StepStartedAt = null,
            PhaseSince = Now.AddMinutes(-1),
            Reason = RolloutReason.ChecksFailed,
            Message = "success rate 50 % is below 99 %",
        },
        Target = HeldWith(Trial) with { MarkedFailed = true },
    };

    /// <summary>Annotated a moment ago: nothing of ours is there.</summary>
    public static RolloutObservation New { get; } = Idle with
    {
        Status = new(),
        Target = Serving with { Managed = false, HasOurs = false, PlanCurrent = false, ReadyWithoutProxy = 4 },
        Routes = new(),
        Steering = SteeringObservation.NotReady,
        HasFinalizer = false,
        SupportReady = false,
        SupportExists = false,
    };

    public static RolloutObservation Of(RolloutPhase phase) => phase switch
    {
        RolloutPhase.Initializing => New,
        RolloutPhase.Initialized => Idle with { Status = Settled with { Phase = RolloutPhase.Initialized, Reason = RolloutReason.Initialized } },
        RolloutPhase.Progressing => OnTrial,
        RolloutPhase.Promoting => Promoting,
        RolloutPhase.Finalising => Finalising,
        RolloutPhase.Succeeded => Idle,
        RolloutPhase.Failed => Refused,
        RolloutPhase.Terminating => Idle with { Status = Settled with { Phase = RolloutPhase.Terminating, PhaseSince = Now }, Leaving = true },
    };

    public static RouteObservation At(int weight) =>
        new() { Asked = weight, Served = weight, Settled = true, Connected = 4, LeaderFor = TimeSpan.FromHours(1) };

    public static TargetObservation HeldWith(string hash) => Serving with { TemplateHash = hash, Held = hash, Paused = true, RolledOut = false, UpdatedAvailable = 0 };

    public static Judgement Judged(Verdict verdict) =>
        new(verdict, [new("request-success-rate", verdict, "success rate 98 % is below 99 %")]);

    public static RolloutCommand Command(CommandVerb verb) => new(verb, $"{verb}:x");
}
