namespace CanaryMesh.Proxy;

/// <summary>Whether this proxy is on its way out. Once begun, a drain does not end.</summary>
internal sealed class DrainState(TimeProvider time)
{
    private long _since;

    public bool IsDraining => Volatile.Read(ref _since) != 0;

    /// <summary>Time since the drain began; zero if it did not.</summary>
    public TimeSpan Elapsed => Volatile.Read(ref _since) is var since and not 0 ? time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>True for the first call.</summary>
    public bool Begin() => Interlocked.CompareExchange(ref _since, Math.Max(1, time.GetTimestamp()), 0) == 0;
}
