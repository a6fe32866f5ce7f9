using System.Collections.Concurrent;

namespace CanaryMesh.Load;

/// <summary>A time limit for requests that runs only while this machine does: one that stands still answers nobody, and when it goes on,
/// limits would be over before the answers that lie there are read.</summary>
internal sealed class Patience(TimeSpan limit, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    // A busy machine's beats come late and count in full; one that comes later than this came after a halt.
    private static readonly TimeSpan MostOfABeat = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<(long Until, CancellationTokenSource End)> _waiting = [];
    private readonly PeriodicTimer _timer = new(Beat, clock);
    private long _last = clock.GetTimestamp();
    private long _ran;
    private Task _counting = Task.CompletedTask;

    public void Start() => _counting = CountAsync();

    /// <summary>Cancelled once the limit has run from now.</summary>
    public CancellationToken Begin()
    {
        var end = new CancellationTokenSource();
        _waiting.Enqueue((Volatile.Read(ref _ran) + limit.Ticks, end));
        return end.Token;
    }

    /// <summary>One beat: ends what has waited for long enough.</summary>
    public void Count()
    {
        var now = clock.GetTimestamp();
        Volatile.Write(ref _ran, _ran + Math.Min(clock.GetElapsedTime(_last, now).Ticks, MostOfABeat.Ticks));
        _last = now;
        while (_waiting.TryPeek(out var first) && first.Until <= _ran && _waiting.TryDequeue(out _))
        {
            _ = first.End.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _counting;
    }

    private async Task CountAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            Count();
        }
    }
}
