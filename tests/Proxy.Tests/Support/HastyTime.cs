using System.Collections.Concurrent;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>Remembers how long each timer was to run, and lets those up to a minute be over at once.</summary>
internal sealed class HastyTime : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Asked { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Asked.Enqueue(dueTime);
        return System.CreateTimer(callback, state, dueTime < TimeSpan.FromMinutes(1) && dueTime > TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
