using CanaryMesh.Analyzer.Reconciling;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.FlaggerDefects;

/// <summary>Where one canary's trouble is every canary's in Flagger, and where it works on one canary twice at a time. Tests are named after
/// its defects.</summary>
public sealed class IsolationDefectTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task FB27_FaultInATick_IsThatOfItsCanaryAlone()
    {
        var good = new TaskCompletionSource();
        var (ticks, tries) = (0, 0);
        await RunAsync(
            (key, _) => key == "bad" ? throw new NotImplementedException($"an object without what every object has, seen {++tries} times") : Good(),
            queue =>
            {
                queue.Enqueue("bad");
                queue.Enqueue("good");
                return good.Task;
            });

        Assert.InRange(ticks, 10, int.MaxValue);
        Assert.InRange(tries, 2, int.MaxValue);

        Task<ReconcileOutcome> Good()
        {
            if (++ticks < 10 || tries < 2)
            {
                return Task.FromResult<ReconcileOutcome>(new ReconcileOutcome.After(TimeSpan.FromMilliseconds(1)));
            }

            good.SetResult();
            return Task.FromResult(ReconcileOutcome.Settled);
        }
    }

    [Fact]
    public async Task FB30_CanaryWhoseIntervalChanges_IsWorkedOnByOneLoopAlone()
    {
        var (running, most, ticks) = (0, 0, 0);
        var done = new TaskCompletionSource();
        Action change = () => { };
        await RunAsync(
            TickAsync,
            queue =>
            {
                change = () => queue.EnqueueAfter("web", TimeSpan.FromMilliseconds(ticks % 3));
                queue.Enqueue("web");
                return done.Task;
            });

        Assert.Equal(1, most);

        async Task<ReconcileOutcome> TickAsync(string key, CancellationToken cancellation)
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            change();
            try
            {
                await Task.Delay(5, cancellation);
            }
            finally
            {
                // A tick that the stop cut off is over too; its key goes to the workers that have not heard of it yet.
                Interlocked.Decrement(ref running);
            }

            if (++ticks >= 20)
            {
                done.TrySetResult();
            }

            return new ReconcileOutcome.After(TimeSpan.FromMilliseconds(ticks % 5));
        }
    }

    private async Task RunAsync(Func<string, CancellationToken, Task<ReconcileOutcome>> tick, Func<WorkQueue<string>, Task> work)
    {
        var timing = new QueueTiming { FirstBackOff = TimeSpan.Zero, LongestBackOff = TimeSpan.Zero };
        using var stop = new CancellationTokenSource();
        using var queue = new WorkQueue<string>(timing, _time);
        var worker = new ReconcileWorker<string>(queue, tick, timing, _time, NullLogger.Instance);
        var running = Task.Run(() => worker.RunAsync(stop.Token, stop.Token));
        var worked = work(queue);
        using var patience = new CancellationTokenSource(Patience);
        while (!worked.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Delay(1, patience.Token);
        }

        await stop.CancelAsync();
        await running.WaitAsync(Patience);
    }
}
