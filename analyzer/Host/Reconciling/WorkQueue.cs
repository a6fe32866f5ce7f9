using System.Threading.Channels;

namespace CanaryMesh.Analyzer.Reconciling;

/// <summary>Hands due keys to workers: a timer and a channel around <see cref="QueueJudge{TKey}"/>. Safe for threads.</summary>
internal sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    // A timer takes no longer wait than about 49 days; an hour is long enough to look again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();
    private readonly QueueJudge<TKey> _judge;
    private readonly Channel<TKey> _ready = Channel.CreateUnbounded<TKey>();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly long _began;

    public WorkQueue(QueueTiming timing, TimeProvider time)
    {
        _judge = new QueueJudge<TKey>(timing);
        _time = time;
        _began = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Keys that wait, are ready or run.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _judge.Count;
            }
        }
    }

    public void Enqueue(TKey key) => EnqueueAfter(key, TimeSpan.Zero);

    public void EnqueueAt(TKey key, DateTimeOffset due) => EnqueueAfter(key, due - _time.GetUtcNow());

    public void EnqueueAfter(TKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            _judge.Add(key, Now() + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero));
            PumpLocked();
        }
    }

    /// <summary>The next due key, which then counts as running until it is finished.</summary>
    public async Task<TKey> TakeAsync(CancellationToken cancellation)
    {
        var key = await _ready.Reader.ReadAsync(cancellation);
        lock (_lock)
        {
            _judge.Start(key);
        }

        return key;
    }

    public void Finish(TKey key, ReconcileOutcome outcome)
    {
        lock (_lock)
        {
            _judge.Finish(key, outcome, Now(), Random.Shared.NextDouble());
            PumpLocked();
        }
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan Now() => _time.GetElapsedTime(_began);

    private void Pump()
    {
        lock (_lock)
        {
            PumpLocked();
        }
    }

    private void PumpLocked()
    {
        while (_judge.TryRelease(Now(), out var key))
        {
            _ready.Writer.TryWrite(key);
        }

        var wait = _judge.NextDue() is { } due ? Clamp(due - Now()) : Timeout.InfiniteTimeSpan;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    // Rounded up: a timer that counts whole milliseconds would otherwise fire just before its time and spin.
    private static TimeSpan Clamp(TimeSpan wait) =>
        wait >= LongestWait ? LongestWait : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds)));
}
