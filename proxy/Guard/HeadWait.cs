using CanaryMesh.Proxy.Telemetry;

namespace CanaryMesh.Proxy.Guard;

/// <summary>The wait of a drawn request for the head of its answer; reused for the next request of the same exchange. Two may find that it has
/// been too long, the watch and the request itself: the one whose exchange of the time succeeds counts it.</summary>
internal sealed class HeadWait
{
    private const long Nothing = 0;
    private const long Found = -1;

    private HeadWatch _watch = null!;
    private SideCounter _counter = null!;
    private GuardWatch? _guard;
    private bool _onCanary;
    private long _since;
    private int _isListed;

    public void Begin(HeadWatch watch, SideCounter counter, GuardWatch? guard, bool onCanary)
    {
        (_watch, _counter, _guard, _onCanary) = (watch, counter, guard, onCanary);
        Interlocked.Exchange(ref _since, Math.Max(1, watch.Now));
        if (TryList())
        {
            watch.List(this);
        }
    }

    /// <summary>The head is there, or none will come. The guard has not been told of what the request itself found.</summary>
    public Lateness End() => End(HeadWatch.Patience);

    /// <summary>No head will come, because the client went away: many clients give up long before a request is late.</summary>
    public Lateness Leave() => End(HeadWatch.ClientPatience);

    private Lateness End(TimeSpan patience)
    {
        var since = Interlocked.Exchange(ref _since, Nothing);
        if (since == Found)
        {
            return _guard is { IsByClient: true } ? Lateness.Late : Lateness.LateAndTold;
        }

        if (since == Nothing || !_watch.HasPassed(since, patience))
        {
            return Lateness.InTime;
        }

        _counter.CountOverdue();
        return Lateness.Late;
    }

    /// <summary>Counts it if it has waited too long; whether it is to be looked at again.</summary>
    public bool Look()
    {
        var since = Volatile.Read(ref _since);
        if (since > Nothing && !_watch.IsLate(since))
        {
            return true;
        }

        // Read before the exchange: after it they may be those of the next request.
        var (counter, guard, onCanary) = (_counter, _guard, _onCanary);
        if (since > Nothing && Interlocked.CompareExchange(ref _since, Found, since) == since)
        {
            counter.CountOverdue();
            guard?.EndOverdue(onCanary);
        }

        // One that begins meanwhile sees that it is not listed, or is seen here.
        Interlocked.Exchange(ref _isListed, 0);
        return Volatile.Read(ref _since) > Nothing && TryList();
    }

    private bool TryList() => Volatile.Read(ref _isListed) == 0 && Interlocked.CompareExchange(ref _isListed, 1, 0) == 0;
}
