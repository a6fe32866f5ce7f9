using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Host.Tests.Judging;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.NetworkPolicies;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Reconciling;

/// <summary>A gathered world that is worked on by whole ticks.</summary>
public abstract class TickedWorld : GatheredWorld
{
    internal async Task<ReconcileOutcome> TickAsync()
    {
        var board = new PolicyBoard(Time);
        board.BeginTerm(1);
        var memory = new StatusMemory();
        using var http = new HttpClient();
        var metrics = new AnalyzerMetrics(Metrics.NewCustomRegistry());
        var events = new EventWriter(Api, metrics, Time, NullLogger<EventWriter>.Instance);
        var applier = new PlanApplier(
            new TargetActions(Api, new MarkWatch(), Time, new(Api, "canarymesh-system")),
            new CopyActions(Api),
            new ServiceActions(Api, StillCache.Of(), () => null),
            new CanaryActions(Api, events, memory, Time),
            new PolicyActions(board),
            new RouteActions(Api),
            new TwinActions(Api),
            new ActionFuse(null));
        var reconciler = new RolloutReconciler(Gatherer([Canary]), applier, new FaultReporter(Api, events, memory), new RolloutMeter(metrics), metrics, Time, NullLogger<RolloutReconciler>.Instance,
            new HookDesk(new HookRunner(Time), new ReceiverQueues(), new HookCaller(http, http, Api, new HostSlots(), Time), metrics),
            new AlertDesk(new ReceiverQueues(), new AlertSender(http, _ => http, Api, Time, NullLogger<AlertSender>.Instance), new EndingLedger(), metrics),
            Stores.Records(Api));
        return await reconciler.TickAsync(Key, CancellationToken.None);
    }
}
