using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Kubernetes;
using CanaryMesh.Analyzer.Host.Tests.Leadership;
using CanaryMesh.Analyzer.Hosting;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Leadership;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Prometheus;

namespace CanaryMesh.Analyzer.Host.Tests.Hosting;

/// <summary>An analyzer that does not lead knows the cluster as the leader does, so that it acts as soon as it follows.</summary>
public sealed class StandbyTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private FakeApiServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeApiServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Caches_OfAStandby_AreListedAndFollowTheCluster()
    {
        var pods = Of(KubeKind.Pods);
        var caches = new ClusterCaches(Of(KubeKind.Canaries), Of(KubeKind.Deployments), Of(KubeKind.ReplicaSets), pods, Of(KubeKind.Services), Of(KubeKind.Nodes), Of(KubeKind.MetricTemplates));
        using var worker = new CacheWorker(caches, new EventWriter(new RecordingApi(), new AnalyzerMetrics(Metrics.NewCustomRegistry()), TimeProvider.System, NullLogger<EventWriter>.Instance));
        using var stop = new CancellationTokenSource();
        var leases = new FakeLeases();
        leases.Put("another", 3, 3600);
        var timing = new LeaseTiming();
        var elector = new LeaderElector(
            new LeaseClient(leases, "ns", "lease", "standby", timing, TimeProvider.System), new LeaseFence(timing, TimeProvider.System), timing, TimeProvider.System, NullLogger<LeaderElector>.Instance);
        var awaiting = elector.RunAsync((_, _) => Task.CompletedTask, stop.Token);

        await worker.StartAsync(CancellationToken.None);
        await Task.WhenAll(caches.All.Select(cache => cache.Synced)).WaitAsync(Patience);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pods.OnChange += _ => heard.TrySetResult();
        foreach (var _ in caches.All)
        {
            // Which of them is that of the pods the server cannot say: all are told of one.
            (await _server.NextWatchAsync()).Send("ADDED", "web-1", "2");
        }

        await heard.Task.WaitAsync(Patience);
        Assert.NotNull(pods.Get("shop", "web-1"));
        Assert.False(elector.IsLeader);
        await stop.CancelAsync();
        await awaiting.WaitAsync(Patience);
        await worker.StopAsync(CancellationToken.None);
    }

    private WatchCache Of(KubeKind kind) => new(_server.Connection, new WatchScope(kind), TimeProvider.System, NullLogger.Instance);
}
