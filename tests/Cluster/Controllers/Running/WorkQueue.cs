namespace CanaryMesh.Cluster.Controllers.Running;

/// <summary>Keys to look at again: each at most once at a time, and at most once in waiting.</summary>
internal sealed class WorkQueue<TKey>(TimeProvider time) : IDisposable
    where TKey : notnull
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Queue<TKey> ready = new();
    private readonly HashSet<TKey> waiting = [];
    private readonly HashSet<TKey> running = [];
    private readonly Dictionary<TKey, int> failures = [];
    private readonly Dictionary<TKey, PendingKey> later = [];
    private readonly SemaphoreSlim signal = new(0);
    private bool closed;

    public void Add(TKey key)
    {
        lock (gate)
        {
            if (closed || !waiting.Add(key) || running.Contains(key))
            {
                return;
            }

            ready.Enqueue(key);
            signal.Release();
        }
    }

    /// <summary>Adds the key when the time has passed; of several wishes the earliest counts.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            Add(key);
            return;
        }

        lock (gate)
        {
            var due = time.GetUtcNow() + delay;
            if (closed || (later.TryGetValue(key, out var known) && known.Due <= due))
            {
                return;
            }

            known?.Timer.Dispose();
            later[key] = new PendingKey(due, time.CreateTimer(_ => Ripen(key, due), null, delay, Timeout.InfiniteTimeSpan));
        }
    }

    public async Task<TKey> TakeAsync(CancellationToken cancel)
    {
        await signal.WaitAsync(cancel);
        lock (gate)
        {
            var key = ready.Dequeue();
            waiting.Remove(key);
            running.Add(key);
            return key;
        }
    }

    public void Succeeded(TKey key)
    {
        lock (gate)
        {
            failures.Remove(key);
        }
    }

    /// <summary>Comes back after a delay that doubles with every failure in a row.</summary>
    public void Failed(TKey key)
    {
        int before;
        lock (gate)
        {
            before = failures.GetValueOrDefault(key);
            failures[key] = before + 1;
        }

        AddAfter(key, before > 10 ? LongestRetry : FirstRetry * (1 << before));
    }

    /// <summary>The key may be handed out again.</summary>
    public void Done(TKey key)
    {
        lock (gate)
        {
            running.Remove(key);
            if (!closed && waiting.Contains(key))
            {
                ready.Enqueue(key);
                signal.Release();
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            foreach (var pending in later.Values)
            {
                pending.Timer.Dispose();
            }

            later.Clear();
        }

        signal.Dispose();
    }

    private void Ripen(TKey key, DateTimeOffset due)
    {
        lock (gate)
        {
            if (later.TryGetValue(key, out var known) && known.Due == due)
            {
                known.Timer.Dispose();
                later.Remove(key);
            }
        }

        Add(key);
    }

    private sealed record PendingKey(DateTimeOffset Due, ITimer Timer);
}
