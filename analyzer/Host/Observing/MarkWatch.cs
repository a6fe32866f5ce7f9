using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Since when our failure mark has been missing where it should stand, and whether it ever stood: one that never did was taken away by
/// nobody, so nobody's update is waited for. Kept in memory only: after a restart the wait begins anew.</summary>
internal sealed class MarkWatch
{
    private readonly ConcurrentDictionary<RolloutKey, DateTimeOffset> _missingSince = new();
    private readonly ConcurrentDictionary<RolloutKey, bool> _neverStood = new();

    /// <summary>The API server refused the mark.</summary>
    public void Refused(RolloutKey key) => _neverStood[key] = true;

    public TimeSpan? MissingFor(RolloutKey key, bool isMissing, DateTimeOffset now)
    {
        if (isMissing)
        {
            return _neverStood.ContainsKey(key) ? TimeSpan.MaxValue : now - _missingSince.GetOrAdd(key, now);
        }

        _missingSince.TryRemove(key, out _);
        _neverStood.TryRemove(key, out _);
        return null;
    }
}
