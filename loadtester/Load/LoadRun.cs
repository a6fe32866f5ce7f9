namespace CanaryMesh.LoadTester.Load;

/// <summary>Senders that take the next request of the schedule, wait until it is due, and send it. Cut off, it says what came back until then.</summary>
internal sealed class LoadRun(LoadPlan plan, Func<CancellationToken, Task<LoadAnswer>> send, TimeProvider time)
{
    private readonly LoadTally _tally = new();
    private readonly long _start = time.GetTimestamp();
    private long _next = -1;

    public async Task<LoadResult> RunAsync(CancellationToken cancellation)
    {
        var senders = plan.Count is { } count ? (int)Math.Min(plan.Concurrency, count) : plan.Concurrency;
        await Task.WhenAll(Enumerable.Range(0, senders).Select(_ => SendAsync(cancellation)));
        return _tally.Result(time.GetElapsedTime(_start), cancellation.IsCancellationRequested ? null : plan.Pace.Planned);
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        var pace = plan.Pace;
        while (!cancellation.IsCancellationRequested)
        {
            var now = time.GetElapsedTime(_start);
            if (pace.Due(Interlocked.Increment(ref _next), now) is not { } due)
            {
                return;
            }

            if (due > now)
            {
                await Task.Delay(due - now, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (cancellation.IsCancellationRequested)
            {
                return;
            }

            // A timer may fire a little early.
            var sent = time.GetElapsedTime(_start);
            var answer = await send(cancellation);
            // What was cut off is nobody's fault.
            if (!cancellation.IsCancellationRequested || answer.Status > 0)
            {
                _tally.Add(answer, time.GetElapsedTime(_start) - (sent < due ? sent : due));
            }
        }
    }
}
