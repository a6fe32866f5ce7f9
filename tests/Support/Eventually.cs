namespace CanaryMesh.Support;

/// <summary>Waits for what other processes bring about.</summary>
public static class Eventually
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan within, string what, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(within);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        using var beat = new PeriodicTimer(Beat);
        try
        {
            while (!await condition())
            {
                await beat.WaitForNextTickAsync(either.Token);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"not within {within.TotalSeconds:0} s: {what}");
        }
    }

    public static Task TrueAsync(Func<bool> condition, TimeSpan within, string what, CancellationToken cancel) =>
        TrueAsync(() => Task.FromResult(condition()), within, what, cancel);
}
