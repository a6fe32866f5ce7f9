using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Resources.Canaries;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>The last spec of each Canary that could be worked with. One with faults that came past admission must not leave a version on
/// trial unwatched: what was in force goes on.</summary>
internal sealed class SpecMemory
{
    private readonly ConcurrentDictionary<RolloutKey, (string? Uid, Canary Canary, RolloutSpec Spec)> _good = new();

    public void Good(RolloutKey key, Canary canary, RolloutSpec spec) => _good[key] = (canary.Metadata.Uid, canary, spec);

    /// <summary>Of the same object alone: another of that name has nothing to do with it.</summary>
    public (Canary Canary, RolloutSpec Spec)? Last(RolloutKey key, string? uid) =>
        _good.TryGetValue(key, out var known) && known.Uid == uid ? (known.Canary, known.Spec) : null;

    public void Forget(RolloutKey key) => _good.TryRemove(key, out _);
}
