using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The last spec of each Canary that could be worked with. One with faults that came past admission must not leave a version on
/// trial unwatched: what was in force goes on.</summary>
internal sealed class SpecMemory
{
    private readonly ConcurrentDictionary<RolloutKey, (string? Uid, GoodSpec Good)> _good = new();

    public void Good(RolloutKey key, GoodSpec good) => _good[key] = (good.Canary.Metadata.Uid, good);

    /// <summary>Of the same object alone: another of that name has nothing to do with it.</summary>
    public GoodSpec? Last(RolloutKey key, string? uid) => _good.TryGetValue(key, out var known) && known.Uid == uid ? known.Good : null;

    public void Forget(RolloutKey key) => _good.TryRemove(key, out _);
}
