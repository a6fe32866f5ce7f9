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
    private long _open;

    public long Drawn => Volatile.Read(ref _counts[DrawnSlot]);

    public long Ended => Volatile.Read(ref _counts[EndedSlot]);

    public long FellBack => Volatile.Read(ref _counts[FellBackSlot]);

    public long LatencySum => Volatile.Read(ref _counts[SumSlot]);

    /// <summary>Requests that were begun under this key and are not yet counted.</summary>
    public long Open => Volatile.Read(ref _open);

    public long Of(Outcome outcome) => Volatile.Read(ref _counts[FirstOutcome + (int)outcome]);

    public long Bucket(int index) => Volatile.Read(ref _counts[FirstBucket + index]);

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
