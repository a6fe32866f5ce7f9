using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Since when our failure mark has been missing where it should stand. Kept in memory only: after a restart the wait begins anew.</summary>
internal sealed class MarkWatch
{
    private readonly ConcurrentDictionary<RolloutKey, DateTimeOffset> _missingSince = new();

    public TimeSpan? MissingFor(RolloutKey key, bool isMissing, DateTimeOffset now)
    {
        if (isMissing)
        {
            return now - _missingSince.GetOrAdd(key, now);
        }

        _missingSince.TryRemove(key, out _);
        return null;
    }
}
