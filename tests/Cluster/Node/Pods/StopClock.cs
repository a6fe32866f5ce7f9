namespace CanaryMesh.Cluster.Node;

/// <summary>The time a pod has to end; it can only become shorter.</summary>
internal sealed class StopClock : IDisposable
{
    private readonly TimeProvider time;
    private readonly CancellationTokenSource expired;
    private readonly Lock gate = new();
    private DateTimeOffset end;

    public StopClock(TimeSpan grace, TimeProvider time)
    {
        this.time = time;
        end = time.GetUtcNow() + grace;
        expired = new CancellationTokenSource(grace, time);
    }

    public TimeSpan Left
    {
        get
        {
            lock (gate)
            {
                var left = end - time.GetUtcNow();
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    public CancellationToken Expired => expired.Token;

    public void Shorten(TimeSpan grace)
    {
        lock (gate)
        {
            var earlier = time.GetUtcNow() + grace;
            if (earlier < end)
            {
                end = earlier;
                expired.CancelAfter(grace);
            }
        }
    }

    /// <summary>Waits for the task, but no longer than there is time.</summary>
    public async Task WaitAsync(Task task) =>
        await Task.WhenAny(task, Task.Delay(Timeout.InfiniteTimeSpan, expired.Token)).ConfigureAwait(false);

    public void Dispose() => expired.Dispose();
}
