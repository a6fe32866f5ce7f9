using System.Threading.Channels;
using CanaryMesh.Analyzer.Reconciling;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Reconciling;

public sealed class ReconcileWorkerTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly QueueTiming Timing = new() { Workers = 2, FirstBackOff = TimeSpan.Zero, LongestBackOff = TimeSpan.Zero };
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _cut = new();
    private readonly Channel<string> _ticks = Channel.CreateUnbounded<string>();
    private WorkQueue<string> _queue = null!;
    private Task _running = Task.CompletedTask;

    public Task InitializeAsync()
    {
        _queue = new WorkQueue<string>(Timing, _time);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _cut.CancelAsync();
        await _running.WaitAsync(Patience);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _cut.Dispose();
        _queue.Dispose();
    }

    [Fact]
    public async Task Tick_ThatThrows_IsRetriedAndEndsNothing()
    {
        var calls = 0;
        Start((_, _) => ++calls == 1 ? throw new InvalidOperationException("once") : Task.FromResult(ReconcileOutcome.Settled));

        _queue.Enqueue("a");

        Assert.Equal("a", await NextAsync());
        Assert.Equal("a", await NextAsync());
    }

    [Fact]
    public async Task Tick_PastItsDeadline_IsCutOffAndRetried()
    {
        var calls = 0;
        Start(async (_, cancellation) =>
        {
            if (++calls == 1)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            }

            return ReconcileOutcome.Settled;
        });
        _queue.Enqueue("a");
        await NextAsync();

        _time.Advance(Timing.TickDeadline);

        Assert.Equal("a", await NextAsync());
    }

    [Fact]
    public async Task Key_EnqueuedForLater_RunsThen()
    {
        Start((_, _) => Task.FromResult(ReconcileOutcome.Settled));
        _queue.EnqueueAt("later", _time.GetUtcNow().AddSeconds(30));
        _queue.Enqueue("now");
        Assert.Equal("now", await NextAsync());

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("later", await NextAsync());
    }

    [Fact]
    public async Task Stop_LetsTheRunningTickEnd()
    {
        var release = new TaskCompletionSource();
        var ended = false;
        Start(async (_, _) =>
        {
            await release.Task;
            ended = true;
            return ReconcileOutcome.Settled;
        });
        _queue.Enqueue("a");
        await NextAsync();

        await _stop.CancelAsync();
        Assert.False(_running.IsCompleted);
        release.SetResult();
        await _running.WaitAsync(Patience);

        Assert.True(ended);
    }

    private void Start(Func<string, CancellationToken, Task<ReconcileOutcome>> tick)
    {
        var worker = new ReconcileWorker<string>(_queue, Noted, Timing, _time, NullLogger.Instance);
        _running = Task.Run(() => worker.RunAsync(_stop.Token, _cut.Token));

        Task<ReconcileOutcome> Noted(string key, CancellationToken cancellation)
        {
            _ticks.Writer.TryWrite(key);
            return tick(key, cancellation);
        }
    }

    private async Task<string> NextAsync() => await _ticks.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
