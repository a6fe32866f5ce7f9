namespace CanaryMesh.Proxy;

/// <summary>An idle process collects nothing, so the memory of a burst of connections would stay for ever: when most of many have gone,
/// one full collection gives it back.</summary>
internal sealed class IdleCollection : IDisposable
{
    private const int Many = 500;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    private readonly Func<int> _connections;
    private readonly ITimer _timer;
    private int _peak;

    public IdleCollection(Func<int> connections, TimeProvider time)
    {
        _connections = connections;
        _timer = time.CreateTimer(_ => Look(), null, Every, Every);
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Whether a fall from the peak is worth a collection.</summary>
    internal static bool IsWorthIt(int peak, int now) => peak >= Many && now < peak / 4;

    private void Look()
    {
        var now = _connections();
        if (!IsWorthIt(_peak, now))
        {
            _peak = Math.Max(_peak, now);
            return;
        }

        _peak = now;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
