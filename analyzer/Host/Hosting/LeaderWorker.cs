using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Leadership;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Telemetry;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>Awaits the Lease; while it is ours, changes become keys and keys become ticks. A term starts with every key there is.</summary>
internal sealed class LeaderWorker(
    LeaderElector elector, ClusterCaches caches, PolicyBoard board, LeaderClock clock, NodeReport nodes, RolloutReconciler rollouts, InferenceReconciler inference, KeyRouter router, RolloutMeter meter, HookRunner hooks, EndingLedger endings, TrialRecords records, TimeProvider time, ILoggerFactory loggers)
    : BackgroundService
{
    private readonly QueueTiming _timing = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(caches.All.Select(cache => cache.Synced)).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await elector.RunAsync(LeadAsync, stoppingToken);
    }

    private async Task LeadAsync(ulong term, CancellationToken lost)
    {
        using var rolloutQueue = new WorkQueue<RolloutKey>(_timing, time);
        using var inferenceQueue = new WorkQueue<ObjectKey>(_timing, time);
        using var subscription = router.Route(rolloutQueue, inferenceQueue);
        hooks.Answered += rolloutQueue.Enqueue;
        endings.Told += rolloutQueue.Enqueue;
        clock.Begin();
        board.BeginTerm(term);
        try
        {
            EnqueueAll(rolloutQueue, inferenceQueue);
            await Task.WhenAll(
                Worker(rolloutQueue, ListedNamespaces.Only<RolloutKey>(caches, key => key.Namespace, rollouts.TickAsync)).RunAsync(lost, lost),
                Worker(inferenceQueue, ListedNamespaces.Only<ObjectKey>(caches, key => key.Namespace, inference.TickAsync)).RunAsync(lost, lost),
                nodes.RunAsync(lost));
        }
        finally
        {
            meter.NoLongerLeads();
            board.EndTerm("this analyzer no longer leads");
            hooks.Answered -= rolloutQueue.Enqueue;
            hooks.ForgetAll();
            endings.Told -= rolloutQueue.Enqueue;
            endings.ForgetAll();
            records.ForgetAll();
        }
    }

    private void EnqueueAll(WorkQueue<RolloutKey> rolloutQueue, WorkQueue<ObjectKey> inferenceQueue)
    {
        foreach (var canary in caches.Canaries.All)
        {
            rolloutQueue.Enqueue(new(canary.Text("metadata", "namespace") ?? "", canary.Text("metadata", "name") ?? ""));
        }

        foreach (var key in caches.Deployments.All.Select(ObjectKey.Of).OfType<ObjectKey>())
        {
            inferenceQueue.Enqueue(key);
        }
    }

    private ReconcileWorker<TKey> Worker<TKey>(WorkQueue<TKey> queue, Func<TKey, CancellationToken, Task<ReconcileOutcome>> tick)
        where TKey : notnull =>
        new(queue, tick, _timing, time, loggers.CreateLogger<ReconcileWorker<TKey>>());
}
