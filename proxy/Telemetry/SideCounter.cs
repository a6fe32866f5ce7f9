using CanaryMesh.Api.Names;

namespace CanaryMesh.Proxy.Telemetry;

/// <summary>Counts of one key: preallocated longs, changed with Interlocked alone.</summary>
internal sealed class SideCounter
{
    public const int Outcomes = 6;
    private const int DrawnSlot = 0;
    private const int EndedSlot = 1;
    private const int FellBackSlot = 2;
    private const int SumSlot = 3;
    private const int FirstOutcome = 4;
    private const int FirstBucket = FirstOutcome + Outcomes;

    private readonly long[] _counts = new long[FirstBucket + LatencyBuckets.Count];
    private long[]? _fine;
    private long _open;

    public long Drawn => Volatile.Read(ref _counts[DrawnSlot]);

    public long Ended => Volatile.Read(ref _counts[EndedSlot]);

    public long FellBack => Volatile.Read(ref _counts[FellBackSlot]);

    public long LatencySum => Volatile.Read(ref _counts[SumSlot]);

    /// <summary>Requests that were begun under this key and are not yet counted.</summary>
    public long Open => Volatile.Read(ref _open);

    public long Of(Outcome outcome) => Volatile.Read(ref _counts[FirstOutcome + (int)outcome]);

    public long Bucket(int index) => Volatile.Read(ref _counts[FirstBucket + index]);

    /// <summary>Whether successes are also counted by their latency beside the app.</summary>
    public bool IsFine => _fine is not null;

    /// <summary>Successes of a fine bucket; none where they are not counted.</summary>
    public long Fine(int index) => _fine is { } fine ? Volatile.Read(ref fine[index]) : 0;

    /// <summary>From now on successes are also counted by their latency beside the app. Before the first request of its table.</summary>
    public void KeepFine() => Interlocked.CompareExchange(ref _fine, new long[FineLatencyBuckets.Count], null);

    public void Begin(bool drawn)
    {
        Interlocked.Increment(ref _open);
        if (drawn)
        {
            Interlocked.Increment(ref _counts[DrawnSlot]);
        }
    }

    public void FallBack()
    {
        Interlocked.Increment(ref _counts[FellBackSlot]);
        Interlocked.Decrement(ref _open);
    }

    /// <summary>A success that took so long beside the app; to be called before its end, so that no report holds the one without the other.</summary>
    public void CountBeside(long microseconds)
    {
        if (_fine is { } fine)
        {
            Interlocked.Increment(ref fine[FineLatencyBuckets.IndexOf(microseconds)]);
        }
    }

    public void End(Outcome outcome, long microseconds)
    {
        Interlocked.Increment(ref _counts[EndedSlot]);
        Interlocked.Increment(ref _counts[FirstOutcome + (int)outcome]);
        if (outcome is Outcome.Success or Outcome.ServerError)
        {
            Interlocked.Increment(ref _counts[FirstBucket + LatencyBuckets.IndexOf(microseconds)]);
            Interlocked.Add(ref _counts[SumSlot], microseconds);
        }

        Interlocked.Decrement(ref _open);
    }

    public void Add(SideCounter other)
    {
        for (var index = 0; index < _counts.Length; index++)
        {
            Interlocked.Add(ref _counts[index], Volatile.Read(ref other._counts[index]));
        }
    }

    public void AddTransportFailures(SideCounter other)
    {
        foreach (var outcome in (Outcome[])[Outcome.ConnectError, Outcome.Reset, Outcome.Timeout])
        {
            Interlocked.Add(ref _counts[FirstOutcome + (int)outcome], other.Of(outcome));
        }
    }
}
