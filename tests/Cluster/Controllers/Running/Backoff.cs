using System.Collections.Concurrent;

namespace CanaryMesh.Cluster.Controllers.Running;

/// <summary>How long to wait after the n-th failure in a row, for work that ends well though something in it failed.</summary>
internal sealed class Backoff
{
    private readonly ConcurrentDictionary<ObjectKey, int> failures = new();

    public TimeSpan Next(ObjectKey key) =>
        TimeSpan.FromMilliseconds(Math.Min(10_000, 5L << Math.Min(12, failures.AddOrUpdate(key, 0, (_, n) => n + 1))));

    public void Forget(ObjectKey key) => failures.TryRemove(key, out _);
}
