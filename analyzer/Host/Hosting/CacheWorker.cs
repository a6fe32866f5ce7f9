using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Telemetry;

namespace CanaryMesh.Analyzer.Hosting;

/// <summary>Runs the watches and the event writer as long as the process lives: a standby's caches are warm.</summary>
internal sealed class CacheWorker(ClusterCaches caches, EventWriter events) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([.. caches.All.OfType<IWatchRun>().Select(cache => cache.RunAsync(stoppingToken)), events.RunAsync(stoppingToken)]);
}
