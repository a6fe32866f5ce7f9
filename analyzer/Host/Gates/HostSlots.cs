using System.Collections.Concurrent;

namespace CanaryMesh.Analyzer.Gates;

/// <summary>So many calls at once to one host and no more: a dead one fills its own slots, nobody else's.</summary>
internal sealed class HostSlots
{
    public const int PerHost = 32;

    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public async Task<IDisposable> TakeAsync(string authority, CancellationToken cancellation)
    {
        var host = Enter(authority);
        try
        {
            await host.Slots.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Leave(authority, host);
            throw;
        }

        return new Slot(() =>
        {
            host.Slots.Release();
            Leave(authority, host);
        });
    }

    // Hosts that nobody calls any more are forgotten: users name them.
    private Host Enter(string authority)
    {
        while (true)
        {
            var host = _hosts.GetOrAdd(authority, _ => new());
            lock (host)
            {
                if (!host.Gone)
                {
                    host.Users++;
                    return host;
                }
            }
        }
    }

    private void Leave(string authority, Host host)
    {
        lock (host)
        {
            if (--host.Users == 0)
            {
                host.Gone = true;
                _hosts.TryRemove(authority, out _);
            }
        }
    }

    private sealed class Host
    {
        public SemaphoreSlim Slots { get; } = new(PerHost);

        public int Users { get; set; }

        public bool Gone { get; set; }
    }

    private sealed class Slot(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
