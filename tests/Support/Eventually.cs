using System.Diagnostics;

namespace CanaryMesh.Support;

/// <summary>Waits for what other processes bring about.</summary>
public static class Eventually
{
    private const int RestPerLook = 4;
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan within, string what, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(within);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            for (var looked = Stopwatch.GetTimestamp(); !await condition(); looked = Stopwatch.GetTimestamp())
            {
                // What a look costs is paid by what is looked at: many tests run side by side.
                var rest = Stopwatch.GetElapsedTime(looked) * RestPerLook;
                await Task.Delay(TimeSpan.FromTicks(Math.Clamp(rest.Ticks, Beat.Ticks, LongestRest.Ticks)), either.Token);
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
