using System.Collections.Concurrent;
using System.Diagnostics;

namespace CanaryMesh.Bench.Admission;

/// <summary>Reviews due at a rate whatever the answers do, over as many connections as that takes; latency counts from when one was due.</summary>
internal sealed class ReviewLoad(ReviewClient client)
{
    private static int _next;

    public ConcurrentQueue<double> Milliseconds { get; } = new();

    public ConcurrentQueue<string> Faults { get; } = new();

    public async Task<ReviewLoad> RunAsync(int rate, TimeSpan window, CancellationToken stop = default)
    {
        var asked = new List<Task>();
        var random = new Random(rate);
        var began = Stopwatch.GetTimestamp();
        var until = began + (long)(window.TotalSeconds * Stopwatch.Frequency);
        for (var due = (double)began; due < until && !stop.IsCancellationRequested; due += -Math.Log(1 - random.NextDouble()) / rate * Stopwatch.Frequency)
        {
            while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), (long)due) is { TotalMilliseconds: > 0.5 })
            {
                await Task.Delay(1, CancellationToken.None);
            }

            asked.Add(OneAsync(Math.Max((long)due, Stopwatch.GetTimestamp() - (Stopwatch.Frequency / 500))));
        }

        await Task.WhenAll(asked);
        return this;
    }

    private async Task OneAsync(long due)
    {
        var fault = await client.AskAsync(Interlocked.Increment(ref _next));
        Milliseconds.Enqueue(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
        if (fault is not null)
        {
            Faults.Enqueue(fault);
        }
    }
}
