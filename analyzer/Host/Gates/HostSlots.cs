using System.Collections.Concurrent;

namespace CanaryMesh.Analyzer.Gates;

/// <summary>So many calls at once of one namespace to one host and no more: a dead host, or a namespace that keeps one busy, fills its own
/// slots, nobody else's.</summary>
internal sealed class HostSlots
{
    public const int PerHost = 32;

    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public async Task<IDisposable> TakeAsync(string @namespace, string authority, CancellationToken cancellation)
    {
        var key = $"{@namespace} {authority}";
        var host = Enter(key);
        try
        {
            await host.Slots.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Leave(key, host);
            throw;
        }

        return new Slot(() =>
        {
            host.Slots.Release();
            Leave(key, host);
        });
    }

    // Hosts that nobody calls any more are forgotten: users name them.
    private Host Enter(string key)
    {
        while (true)
        {
            var host = _hosts.GetOrAdd(key, _ => new());
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

    private void Leave(string key, Host host)
    {
        lock (host)
        {
            if (--host.Users == 0)
            {
                host.Gone = true;
                _hosts.TryRemove(key, out _);
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
