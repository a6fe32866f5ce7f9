using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Hosting;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Api.Names;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Analyzer.Host.Tests.Kubernetes;

public sealed class JoinedCacheTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentBag<string> _asked = [];
    private FakeApiServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _server.Answer = Answer;
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task SeveralNamespaces_AreOneCacheOfTheirObjectsAlone()
    {
        using var stop = new CancellationTokenSource();
        var cache = JoinedCache.Of(KubeKind.Pods, ["shop", "billing"], Create);
        var added = new ConcurrentBag<string>();
        cache.OnChange += change => added.Add(ObjectKey.Of(change.New!)!.Value.ToString());
        var running = ((IWatchRun)cache).RunAsync(stop.Token);

        await cache.Synced.WaitAsync(Patience);

        Assert.Equal(["billing/pod-of-billing", "shop/pod-of-shop"], added.Order(StringComparer.Ordinal));
        Assert.Equal(2, cache.All.Count);
        Assert.NotNull(cache.Get("shop", "pod-of-shop"));
        Assert.Null(cache.Get("shop", "pod-of-billing"));
        Assert.Single(cache.In("billing"));
        Assert.Empty(cache.In("elsewhere"));
        Assert.True(cache.IsServed);
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    [Fact]
    public async Task OneNamespaceThatDoesNotAnswer_IsNotSynced()
    {
        using var stop = new CancellationTokenSource();
        _server.Answer = request => request.Path.Value!.Contains("billing", StringComparison.Ordinal) ? (503, """{"reason":"ServiceUnavailable"}""") : Answer(request);
        var cache = JoinedCache.Of(KubeKind.Pods, ["shop", "billing"], Create);
        var running = ((IWatchRun)cache).RunAsync(stop.Token);

        await _server.NextWatchAsync();

        Assert.NotEmpty(cache.In("shop"));
        Assert.False(cache.Synced.IsCompleted);
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    public async Task OneNamespaceThatMayNotBeListed_HoldsUpNoOther_IsWorkedOnByNobody_AndIsTakenUpLater(int code)
    {
        using var stop = new CancellationTokenSource();
        _server.Answer = request => request.Path.Value!.Contains("billing", StringComparison.Ordinal) ? (code, """{"reason":"Refused"}""") : Answer(request);
        var cache = JoinedCache.Of(KubeKind.Pods, ["shop", "billing"], Create);
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var changes = new ConcurrentBag<WatchChange>();
        cache.OnChange += change =>
        {
            changes.Add(change);
            if (change.Namespace == "billing")
            {
                taken.TrySetResult();
            }
        };
        var running = ((IWatchRun)cache).RunAsync(stop.Token);

        await cache.Synced.WaitAsync(Patience);

        Assert.NotEmpty(cache.In("shop"));
        Assert.Empty(cache.In("billing"));
        Assert.Equal((true, false), (cache.IsRefused("billing"), cache.IsRefused("shop")));
        var caches = StillCache.Of() with { Pods = cache };
        var ticked = new List<string>();
        var tick = ListedNamespaces.Only<string>(caches, ns => ns, (ns, _) =>
        {
            ticked.Add(ns);
            return Task.FromResult(ReconcileOutcome.Settled);
        });
        Assert.IsType<ReconcileOutcome.After>(await tick("billing", stop.Token));
        Assert.Equal(ReconcileOutcome.Settled, await tick("shop", stop.Token));
        Assert.Equal(["shop"], ticked);

        _server.Answer = Answer;
        await taken.Task.WaitAsync(Patience);
        Assert.False(cache.IsRefused("billing"));
        Assert.DoesNotContain(changes, change => change.New is null);
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    [Theory]
    [InlineData("", "api/v1/pods")]
    [InlineData("shop", "api/v1/namespaces/shop/pods")]
    public async Task Analyzer_AsksForWhatItIsLimitedToAlone(string watched, string pods)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAnalyzer(Surroundings.Read(name => name == WatchedNamespaces.Variable ? watched : null));
        services.AddSingleton(_server.Connection);
        await using var provider = services.BuildServiceProvider();
        using var stop = new CancellationTokenSource();
        var caches = provider.GetRequiredService<ClusterCaches>();
        var running = caches.All.Cast<IWatchRun>().Select(each => each.RunAsync(stop.Token)).ToList();

        await Task.WhenAll(caches.All.Select(each => each.Synced)).WaitAsync(Patience);

        Assert.Contains("/" + pods, _asked);
        Assert.Contains("/api/v1/nodes", _asked);
        Assert.Equal(watched.Length == 0 ? [] : ["/api/v1/namespaces/canarymesh-system/pods"], _asked.Distinct().Where(path => path.Contains("canarymesh-system", StringComparison.Ordinal)));
        Assert.Equal(watched.Length == 0, _asked.Any(path => path is not ("/api/v1/nodes" or "/api/v1/namespaces") && !path.Contains("/namespaces/", StringComparison.Ordinal)));
        await stop.CancelAsync();
        await Task.WhenAll(running).WaitAsync(Patience);
    }

    private WatchCache Create(string? ns) => new(_server.Connection, new WatchScope(KubeKind.Pods, ns), TimeProvider.System, NullLogger.Instance);

    private (int Code, string Body) Answer(HttpRequest request)
    {
        var path = request.Path.Value!;
        _asked.Add(path);
        var parts = path.Split('/');
        return (200, parts.Contains("namespaces") ? FakeApiServer.List("1", FakeApiServer.Pod("pod-of-" + parts[^2], "1", parts[^2])) : FakeApiServer.List("1"));
    }
}
