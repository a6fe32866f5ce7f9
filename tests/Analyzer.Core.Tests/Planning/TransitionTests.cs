using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Rollouts;
using static CanaryMesh.Analyzer.Analysis.Verdict;
using static CanaryMesh.Analyzer.Rollouts.RolloutPhase;
using Reason = CanaryMesh.Api.Reasons.RolloutReason;
using Verdict = CanaryMesh.Analyzer.Analysis.Verdict;

namespace CanaryMesh.Analyzer.Core.Tests.Planning;

public class TransitionTests
{
    private static readonly TransitionRow[] Onboarding =
    [
        new(Initializing, "ordinary", Passed, Initializing, Reason.InjectingProxies, "AddFinalizer"),
        new(Initializing, "in care", Passed, Initializing, Reason.InjectingProxies, "MarkManaged"),
        new(Initializing, "marked", Passed, Initializing, Reason.InjectingProxies, "weight 0, WritePlan"),
        new(Initializing, "plan written", Passed, Initializing, Reason.InjectingProxies, "weight 0"),
        new(Initializing, "held before proxies", Passed, Initializing, Reason.RollsByItself, "ResumeTarget"),
        new(Initializing, "no port to split", Passed, Initialized, Reason.NotSplittable, "weight 0"),
        new(Initializing, "proxies in", Passed, Initializing, Reason.InjectingProxies, "weight 0, EnsureSupport"),
        new(Initializing, "supported, proxies silent", Passed, Initializing, Reason.WaitingForProxies, "weight 0"),
        new(Initializing, "supported", Passed, Initializing, Reason.Steering, "weight 0"),
        new(Initializing, "steering due", Passed, Initializing, Reason.Steering, "weight 0, Steer"),
        new(Initializing, "probe awaited", Passed, Initializing, Reason.Steering, "weight 0"),
        new(Initializing, "steered", Passed, Initialized, Reason.Initialized, "weight 0"),
        new(Initializing, "foreign Service", Passed, Initializing, Reason.ForeignObject, ""),
    ];

    private static readonly TransitionRow[] Idle =
    [
        new(Initialized, "ordinary", Failed, Initialized, Reason.Initialized, "weight 0"),
        new(Initialized, "new version held", Passed, Progressing, Reason.NewVersion, "weight 0, EnsureSupport"),
        new(Initialized, "plan outdated", Passed, Initialized, Reason.Initialized, "weight 0, WritePlan"),
        new(Initialized, "support missing", Passed, Initialized, Reason.Initialized, "weight 0, EnsureSupport"),
        new(Initialized, "steering due", Passed, Initialized, Reason.Initialized, "weight 0, Steer"),
        new(Initialized, "rolled by itself", Passed, Succeeded, Reason.RollsByItself, "weight 0"),
        new(Succeeded, "ordinary", Failed, Succeeded, Reason.Promoted, "weight 0"),
        new(Succeeded, "new version held", Failed, Progressing, Reason.NewVersion, "weight 0, EnsureSupport"),
        new(Succeeded, "new version unheld", Passed, Succeeded, Reason.WebhookBypassed, "weight 0, HoldTarget"),
        new(Succeeded, "at the primary, held", Passed, Initialized, Reason.Reverted, "weight 0, ResumeTarget"),
        new(Succeeded, "foreign copy", Passed, Succeeded, Reason.Promoted, "weight 0"),
        new(Succeeded, "copy drained", Passed, Succeeded, Reason.Promoted, "weight 0, DeleteCopy"),
        new(Refused, "ordinary", Passed, Refused, Reason.ChecksFailed, "weight 0"),
        new(Refused, "mark missing", Passed, Refused, Reason.ChecksFailed, "weight 0, MarkFailed"),
        new(Refused, "superseded", Passed, Progressing, Reason.NewVersion, "weight 0, EnsureSupport"),
        new(Refused, "at the primary, held", Passed, Initialized, Reason.Reverted, "weight 0, ResumeTarget"),
        new(Refused, "copy drained", Passed, Refused, Reason.ChecksFailed, "weight 0, DeleteCopy"),
    ];

    private static readonly TransitionRow[] Trial =
    [
        new(Progressing, "ordinary", Passed, Progressing, Reason.WaitingForWeight, "weight 30"),
        new(Progressing, "ordinary", Inconclusive, Progressing, Reason.NoData, "weight 20"),
        new(Progressing, "ordinary", Errored, Progressing, Reason.MetricSourceDown, "weight 20"),
        new(Progressing, "ordinary", Failed, Progressing, Reason.CheckFailed, "weight 20"),
        new(Progressing, "threshold reached", Failed, Refused, Reason.ChecksFailed, "RecordDecision, weight 0, MarkFailed"),
        new(Progressing, "threshold reached", Errored, Progressing, Reason.MetricSourceDown, "weight 20"),
        new(Progressing, "threshold reached", Inconclusive, Progressing, Reason.NoData, "weight 20"),
        new(Progressing, "threshold reached", Passed, Progressing, Reason.WaitingForWeight, "weight 30"),
        new(Progressing, "interval runs", Failed, Progressing, Reason.Analysing, "weight 20"),
        new(Progressing, "weight just applied", Failed, Progressing, Reason.Analysing, "weight 20"),
        new(Progressing, "weight not applied", Failed, Progressing, Reason.WaitingForWeight, "weight 20"),
        new(Progressing, "last weight", Passed, Promoting, Reason.Promoting, "weight 50"),
        new(Progressing, "last weight", Inconclusive, Progressing, Reason.NoData, "weight 50"),
        new(Progressing, "copy too small", Passed, Progressing, Reason.WaitingForCopy, "weight 20, ScaleCopy 2"),
        new(Progressing, "no copy yet", Passed, Progressing, Reason.WaitingForCopy, "weight 0, CreateCopy 1"),
        new(Progressing, "copy gone", Passed, Progressing, Reason.WaitingForCopy, "weight 0, CreateCopy 2"),
        new(Progressing, "copy ready, weight 0", Inconclusive, Progressing, Reason.WaitingForWeight, "weight 10"),
        new(Progressing, "copy crashes", Passed, Refused, Reason.CopyCrashed, "RecordDecision, weight 0, MarkFailed"),
        new(Progressing, "superseded", Passed, Progressing, Reason.Superseded, "weight 0"),
        new(Progressing, "at the primary, held", Passed, Refused, Reason.Reverted, "weight 0"),
        new(Progressing, "new version unheld", Passed, Progressing, Reason.WebhookBypassed, "weight 20, HoldTarget"),
        new(Progressing, "primary lost", Inconclusive, Promoting, Reason.PrimaryLost, "weight 20"),
        new(Progressing, "foreign copy", Passed, Progressing, Reason.ForeignObject, "weight 0"),
        new(Progressing, "mark stands", Inconclusive, Progressing, Reason.NoData, "weight 20, ClearFailed"),
    ];

    private static readonly TransitionRow[] Promotion =
    [
        new(Promoting, "ordinary", Failed, Promoting, Reason.Promoting, "weight 50, ResumeTarget"),
        new(Promoting, "mark stands", Passed, Promoting, Reason.Promoting, "weight 50, ClearFailed"),
        new(Promoting, "rolls", Failed, Promoting, Reason.Promoting, "weight 38"),
        new(Promoting, "half rolled", Failed, Promoting, Reason.Promoting, "weight 25"),
        new(Promoting, "stalled", Failed, Promoting, Reason.PromotionStalled, "weight 50"),
        new(Promoting, "rolled out", Failed, Finalising, Reason.RemovingCopy, "weight 0"),
        new(Promoting, "superseded", Passed, Initialized, Reason.Superseded, "weight 0"),
        new(Finalising, "requests run", Failed, Finalising, Reason.RemovingCopy, "weight 0"),
        new(Finalising, "ordinary", Failed, Finalising, Reason.RemovingCopy, "weight 0, DeleteCopy"),
        new(Finalising, "copy gone", Failed, Succeeded, Reason.Promoted, "weight 0"),
    ];

    private static readonly TransitionRow[] Overrides =
    [
        .. Each(phase => new(phase, "target missing", Passed, phase, Reason.TargetNotFound, "")),
        .. Each(phase => new(phase, "Flagger's primary", Passed, phase, Reason.BelongsToFlagger, "")),
        .. Each(phase => new(phase, "suspended", Passed, phase, phase is Refused ? Reason.ChecksFailed : Reason.Suspended, Kept(phase))),
        new(Progressing, "new leader", Passed, Progressing, Reason.Resuming, ""),
        new(Promoting, "new leader", Passed, Promoting, Reason.Promoting, ""),
        new(Refused, "new leader", Passed, Refused, Reason.ChecksFailed, ""),
        new(Succeeded, "new leader", Passed, Succeeded, Reason.Promoted, ""),
    ];

    private static readonly TransitionRow[] Leaving =
    [
        new(Initializing, "leaving", Passed, Terminating, Reason.Leaving, ""),
        new(Progressing, "leaving", Passed, Terminating, Reason.Leaving, "weight 0"),
        new(Promoting, "leaving", Passed, Terminating, Reason.Leaving, "weight 0"),
        new(Finalising, "leaving", Passed, Terminating, Reason.Leaving, "weight 0, DeleteCopy"),
        new(Succeeded, "leaving", Passed, Terminating, Reason.Leaving, "Unsteer"),
        new(Refused, "leaving", Passed, Terminating, Reason.Leaving, "Unsteer"),
        new(Terminating, "ordinary", Passed, Terminating, Reason.Leaving, "Unsteer"),
        new(Terminating, "unsteered", Passed, Terminating, Reason.Leaving, "RestoreTarget"),
        new(Terminating, "restored", Passed, Terminating, Reason.Leaving, "RemoveSupport"),
        new(Terminating, "nothing of ours", Passed, Terminating, Reason.Leaving, "RemoveFinalizer"),
    ];

    private const RolloutPhase Refused = RolloutPhase.Failed;
    private const Verdict Failed = Verdict.Failed;

    public static TheoryData<TransitionRow> Rows => [.. Onboarding, .. Idle, .. Trial, .. Promotion, .. Overrides, .. Leaving];

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void Plan_OfARow_IsAsTheTableSays(TransitionRow row)
    {
        var plan = Situations.Of(row.Situation, row.Phase).Plan(row.Verdict);

        Assert.Equal((row.Next, row.Reason, row.Does), (plan.Status.Phase, plan.Status.Reason, plan.Words()));
    }

    private static string Kept(RolloutPhase phase) => phase switch
    {
        Progressing => "weight 20",
        Promoting => "weight 50",
        Finalising or Refused => "weight 0",
        _ => "",
    };

    private static IEnumerable<TransitionRow> Each(Func<RolloutPhase, TransitionRow> row) =>
        Enum.GetValues<RolloutPhase>().Where(phase => phase is not Terminating).Select(row);
}
