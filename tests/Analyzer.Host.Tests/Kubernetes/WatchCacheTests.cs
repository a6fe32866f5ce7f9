using System.Threading.Channels;
using CanaryMesh.Analyzer.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Kubernetes;

public sealed class WatchCacheTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<WatchChange> _changes = Channel.CreateUnbounded<WatchChange>();
    private FakeApiServer _server = null!;
    private WatchCache _cache = null!;
    private Task _running = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        var options = new WatchOptions { FirstBackOff = TimeSpan.Zero, LongestBackOff = TimeSpan.Zero };
        _cache = new WatchCache(_server.Connection, new WatchScope(KubeKind.Pods), _time, NullLogger.Instance, options);
        _cache.OnChange += change => _changes.Writer.TryWrite(change);
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Patience);
        await _server.DisposeAsync();
    }

    public void Dispose()
    {
        _stop.Dispose();
    }

    [Fact]
    public async Task Cache_AfterFirstList_IsSyncedAndHoldsCompleteObjects()
    {
        _server.Answer = _ => (200, FakeApiServer.List("7", FakeApiServer.Pod("a", "5")));

        Start();
        await _cache.Synced.WaitAsync(Patience);

        var pod = _cache.Get("shop", "a");
        Assert.NotNull(pod);
        Assert.Equal("Pod", (string?)pod["kind"]);
        Assert.Null(pod["metadata"]!["managedFields"]);
        Assert.Single(_cache.In("shop"));
        Assert.Empty(_cache.In("other"));
    }

    [Fact]
    public async Task OptionalKind_ThatWeMayNotRead_HoldsNothingUp()
    {
        var options = new WatchOptions { FirstBackOff = TimeSpan.Zero, LongestBackOff = TimeSpan.Zero };
        var cache = new WatchCache(_server.Connection, new WatchScope(KubeKind.Pods), _time, NullLogger.Instance, options) { IsOptional = true };
        _server.Answer = _ => (403, """{"reason":"Forbidden","message":"no"}""");
        var running = cache.RunAsync(_stop.Token);

        await cache.Synced.WaitAsync(Patience);

        Assert.False(cache.IsServed);
        await _stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    [Fact]
    public async Task OptionalKind_ThatTheServerDoesNotKnow_IsSyncedEmpty_AndTakenUpOnceItIsKnown()
    {
        var options = new WatchOptions { FirstBackOff = TimeSpan.Zero, LongestBackOff = TimeSpan.Zero };
        var cache = new WatchCache(_server.Connection, new WatchScope(KubeKind.Pods), _time, NullLogger.Instance, options) { IsOptional = true };
        var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cache.OnChange += _ => known.TrySetResult();
        _server.Answer = _ => (404, "404 page not found");
        var running = cache.RunAsync(_stop.Token);
        await cache.Synced.WaitAsync(Patience);
        Assert.False(cache.IsServed);

        _server.Answer = _ => (200, FakeApiServer.List("7", FakeApiServer.Pod("a", "5")));
        await known.Task.WaitAsync(Patience);

        Assert.True(cache.IsServed);
        await _stop.CancelAsync();
        await running.WaitAsync(Patience);
    }

    [Fact]
    public async Task Stream_Events_AreTakenIn()
    {
        Start();
        var watch = await _server.NextWatchAsync();

        watch.Send("ADDED", "a", "2");
        watch.Send("MODIFIED", "a", "3");
        watch.Send("DELETED", "a", "4");

        Assert.Equal(
            [WatchChangeType.Added, WatchChangeType.Modified, WatchChangeType.Deleted],
            [(await NextChangeAsync()).Type, (await NextChangeAsync()).Type, (await NextChangeAsync()).Type]);
        Assert.Null(_cache.Get("shop", "a"));
    }

    [Fact]
    public async Task Stream_EndedByServer_IsResumedFromTheLastBookmark()
    {
        Start();
        var watch = await _server.NextWatchAsync();

        watch.SendLine("""{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"42"}}}""");
        watch.End();

        Assert.Contains("resourceVersion=42", (await _server.NextWatchAsync()).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_CutInTheMiddle_IsResumedFromTheLastEvent()
    {
        Start();
        var watch = await _server.NextWatchAsync();

        watch.Send("ADDED", "a", "9");
        await NextChangeAsync();
        watch.Break();

        Assert.Contains("resourceVersion=9", (await _server.NextWatchAsync()).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_SilentTooLong_IsGivenUpAndResumed()
    {
        Start();
        await _server.NextWatchAsync();

        _time.Advance(TimeSpan.FromSeconds(76));

        Assert.Contains("resourceVersion=1", (await _server.NextWatchAsync()).Query, StringComparison.Ordinal);
        Assert.True(_cache.Staleness >= TimeSpan.FromSeconds(76));
    }

    [Theory]
    [InlineData("""{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}""")]
    [InlineData("this is no JSON")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":"nameless version"}}}""")]
    [InlineData("""{"type":"SOMETHING","object":{"metadata":{"name":"a","resourceVersion":"3"}}}""")]
    public async Task Stream_InDoubt_IsListedAgainAndMissedDeletionsAreFound(string line)
    {
        _server.Answer = _ => (200, FakeApiServer.List("1", FakeApiServer.Pod("kept", "1"), FakeApiServer.Pod("gone", "1")));
        Start();
        var watch = await _server.NextWatchAsync();
        await NextChangeAsync();
        await NextChangeAsync();

        _server.Answer = _ => (200, FakeApiServer.List("8", FakeApiServer.Pod("kept", "1")));
        watch.SendLine(line);

        var change = await NextChangeAsync();
        Assert.Equal((WatchChangeType.Deleted, "gone"), (change.Type, change.Name));
        Assert.Contains("resourceVersion=8", (await _server.NextWatchAsync()).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_RefusedAsExpired_IsListedAgain()
    {
        _server.WatchCode = 410;
        _server.Answer = _ => (200, FakeApiServer.List("1"));
        Start();
        await _server.NextWatchAsync();

        _server.Answer = _ => (200, FakeApiServer.List("50", FakeApiServer.Pod("late", "49")));

        Assert.Equal("late", (await NextChangeAsync()).Name);
    }

    [Fact]
    public async Task List_Refused_IsTriedAgain()
    {
        var calls = 0;
        _server.Answer = _ => ++calls < 3
            ? (500, """{"kind":"Status","reason":"InternalError","message":"no"}""")
            : (200, FakeApiServer.List("1"));

        Start();

        await _cache.Synced.WaitAsync(Patience);
        Assert.True(calls >= 3);
    }

    [Fact]
    public async Task Receiver_ThatThrows_DoesNotEndTheCache()
    {
        var thrown = false;
        _cache.OnChange += _ => thrown = thrown ? thrown : throw new InvalidOperationException("a receiver's fault");
        Start();
        var watch = await _server.NextWatchAsync();

        watch.Send("ADDED", "a", "2");

        Assert.NotNull(await _server.NextWatchAsync());
    }

    private void Start() => _running = Task.Run(() => _cache.RunAsync(_stop.Token));

    private async Task<WatchChange> NextChangeAsync() => await _changes.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
