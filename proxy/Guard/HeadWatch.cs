namespace CanaryMesh.Proxy.Guard;

/// <summary>Finds drawn requests whose answer has not begun in time while they still wait: a version that hangs fails nobody, and would
/// otherwise never be found. It sleeps while nothing is listed, and allocates only when more is listed than ever before.</summary>
internal sealed class HeadWatch : IDisposable
{
    /// <summary>How long a request may wait for the head of its answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How long it must have waited for its client's leaving to be the version's doing: who leaves sooner has other reasons.</summary>
    public static readonly TimeSpan ClientPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private List<HeadWait> _listed = [];
    private List<HeadWait> _looked = [];
    private bool _isAwake;

    public HeadWatch(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public long Now => _time.GetTimestamp();

    public bool IsLate(long since) => HasPassed(since, Patience);

    public bool HasPassed(long since, TimeSpan patience) => _time.GetElapsedTime(since) >= patience;

    public void List(HeadWait wait)
    {
        lock (_gate)
        {
            _listed.Add(wait);
            Wake();
        }
    }

    public void Dispose() => _timer.Dispose();

    // One look at a time: the timer is set again when it is over.
    private void Look()
    {
        lock (_gate)
        {
            (_listed, _looked) = (_looked, _listed);
        }

        // Without the lock: what is found may be told the guard, which swaps policies.
        _looked.RemoveAll(static wait => !wait.Look());
        lock (_gate)
        {
            _listed.AddRange(_looked);
            _looked.Clear();
            _isAwake = false;
            if (_listed.Count > 0)
            {
                Wake();
            }
        }
    }

    private void Wake()
    {
        if (!_isAwake)
        {
            _isAwake = true;
            _timer.Change(Every, Timeout.InfiniteTimeSpan);
        }
    }
}
