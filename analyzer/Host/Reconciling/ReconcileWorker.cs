using System.Collections.Concurrent;

namespace CanaryMesh.Analyzer.Reconciling;

/// <summary>Takes keys and runs their ticks, several keys at a time. A tick has one deadline and never ends the loop.</summary>
internal sealed partial class ReconcileWorker<TKey>(
    WorkQueue<TKey> queue, Func<TKey, CancellationToken, Task<ReconcileOutcome>> tick, QueueTiming timing, TimeProvider time, ILogger logger)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, long> _running = [];

    /// <summary>How long the oldest running tick has been running: far beyond its deadline, the loop hangs.</summary>
    public TimeSpan OldestTick =>
        _running.Values.Select(began => time.GetElapsedTime(began)).DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>Takes keys until asked to stop and then lets the running ticks end; the second token cuts those off too.</summary>
    public Task RunAsync(CancellationToken stop, CancellationToken cut) =>
        Task.WhenAll(Enumerable.Range(0, timing.Workers).Select(_ => LoopAsync(stop, cut)));

    private async Task LoopAsync(CancellationToken stop, CancellationToken cut)
    {
        List<Task> slow = [];
        while (!stop.IsCancellationRequested)
        {
            TKey key;
            try
            {
                key = await queue.TakeAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }

            var run = RunAsync(key, cut);
            await run.WaitAsync(timing.SlowAfter, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await LeaveAsync(run, slow);
        }

        await Task.WhenAll(slow);
    }

    // A tick that waits for a server which does not answer goes on beside the loop: the other keys do not wait with it.
    private async Task LeaveAsync(Task run, List<Task> slow)
    {
        if (run.IsCompleted)
        {
            await run;
            return;
        }

        slow.RemoveAll(each => each.IsCompletedSuccessfully);
        slow.Add(run);

        if (slow.Count >= timing.MostSlow)
        {
            await await Task.WhenAny(slow);
        }
    }

    private async Task RunAsync(TKey key, CancellationToken cut)
    {
        _running[key] = time.GetTimestamp();
        var outcome = await TickAsync(key, cut);
        _running.TryRemove(key, out _);
        queue.Finish(key, outcome);
    }

    private async Task<ReconcileOutcome> TickAsync(TKey key, CancellationToken cut)
    {
        using var deadline = new CancellationTokenSource(timing.TickDeadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cut, deadline.Token);
        try
        {
            return await tick(key, both.Token);
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            LogCutOff(key.ToString(), cut.IsCancellationRequested ? "stop" : "deadline");
            return new ReconcileOutcome.Retry("the tick was cut off");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Outermost loop: one key's fault is its own.
            LogFailed(exception, key.ToString());
            return new ReconcileOutcome.Retry("the tick failed: " + exception.GetType().Name);
        }
    }
}
