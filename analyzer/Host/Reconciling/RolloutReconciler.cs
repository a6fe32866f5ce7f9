using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;

namespace CanaryMesh.Analyzer.Reconciling;

/// <summary>One tick of one rollout: gather, assess, plan, apply.</summary>
internal sealed partial class RolloutReconciler(
    RolloutGatherer gatherer, PlanApplier applier, FaultReporter faults, RolloutMeter meter, AnalyzerMetrics metrics, TimeProvider time, ILogger<RolloutReconciler> logger, HookDesk hooks, AlertDesk alerts, TrialRecords records)
{
    private static readonly TimeSpan FaultsAreReadAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UnwrittenIsTriedAgain = TimeSpan.FromSeconds(5);

    public async Task<ReconcileOutcome> TickAsync(RolloutKey key, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var (world, specFaults, canary) = await gatherer.GatherAsync(key, cancellation, hooks.Look);
        if (world is null)
        {
            return canary is null ? Gone(key) : Again(await faults.ReportAsync(key, canary, specFaults, cancellation));
        }

        faults.Warn(key, world.Canary, specFaults);
        world = alerts.Look(world);
        var judgement = Assessment.Of(world.Seen.Spec.Checks, world.Seen.Readings);
        var plan = RolloutPlanner.Plan(world.Seen, judgement);
        var result = await applier.ApplyAsync(world, plan, cancellation);
        _ = records.Keep(world, plan, judgement, result.Ok);
        meter.Count(world.Seen, plan, result.Ok);
        if (result.Ok)
        {
            hooks.Carry(world.Seen, plan);
            alerts.Tell(world, plan);
        }

        var outcome = Behind(key, Outcome(plan, result));
        metrics.Ticked(key.Namespace, world.Seen.Spec.Target, Kind(outcome), time.GetElapsedTime(began));
        Log(world.Seen, plan, judgement, result, time.GetElapsedTime(began));
        return outcome;
    }

    // Not every fault ends with an event of ours: definitions that are missing may be installed.
    private static ReconcileOutcome Again(ReconcileOutcome reported) => reported == ReconcileOutcome.Settled ? new ReconcileOutcome.After(FaultsAreReadAgain) : reported;

    // A conflict is an ordinary new tick: the cache will bring what changed.
    private static ReconcileOutcome Outcome(RolloutPlan plan, KubeResult result) => result switch
    {
        { Ok: true } => plan.LookAgainAfter is { } after ? new ReconcileOutcome.After(after) : ReconcileOutcome.Settled,
        { IsConflict: true } => new ReconcileOutcome.Conflict(),
        _ => new ReconcileOutcome.Retry($"{result.Code} {result.Reason}: {result.Message}"),
    };

    // What is found of a version is kept in the end, also where nothing else calls for a tick.
    private ReconcileOutcome Behind(RolloutKey key, ReconcileOutcome outcome) =>
        outcome == ReconcileOutcome.Settled && records.IsBehind(key) ? new ReconcileOutcome.After(UnwrittenIsTriedAgain) : outcome;

    private static TickOutcome Kind(ReconcileOutcome outcome) => outcome switch
    {
        ReconcileOutcome.Done => TickOutcome.Done,
        ReconcileOutcome.After or ReconcileOutcome.Conflict => TickOutcome.After,
        _ => TickOutcome.Retry,
    };

    private ReconcileOutcome Gone(RolloutKey key)
    {
        meter.Gone(key);
        faults.Forget(key);
        hooks.Forget(key);
        alerts.Forget(key);
        records.Forget(key);
        return ReconcileOutcome.Settled;
    }

    private void Log(RolloutObservation seen, RolloutPlan plan, Judgement judgement, KubeResult result, TimeSpan took)
    {
        if (!result.Ok)
        {
            LogRefused(seen.Key.ToString(), result.Code, result.Reason, result.Message);
        }

        if (logger.IsEnabled(LogLevel.Information))
        {
            var actions = string.Join(' ', plan.Actions.Select(action => action.GetType().Name));
            var verdict = seen.Readings.Count > 0 ? judgement.Verdict.ToString() : "-";
            LogTick(
                seen.Key.ToString(), seen.Status.Phase, plan.Status.Phase, verdict, plan.Status.Reason.ToString(), seen.Weight, plan.Status.Weight, actions, plan.Status.Message, (long)took.TotalMilliseconds);
        }
    }
}
