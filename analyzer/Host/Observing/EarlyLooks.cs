using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>How often checks are asked before the clock asks: a metrics server is not asked without pause because a version is shown not worse.</summary>
internal sealed class EarlyLooks
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<RolloutKey, DateTimeOffset> _last = [];

    /// <summary>The observation, without its proof while the last early look is young.</summary>
    public RolloutObservation Spaced(RolloutObservation seen)
    {
        if (seen.Comparison is not { IsShownSafe: true } found || RolloutPlanner.IsTick(seen) || !RolloutPlanner.ChecksDue(seen))
        {
            return seen;
        }

        if (_last.TryGetValue(seen.Key, out var last) && seen.ObservedAt - last < Apart)
        {
            return seen with { Comparison = found with { IsShownSafe = false } };
        }

        _last[seen.Key] = seen.ObservedAt;
        return seen;
    }

    public void Forget(RolloutKey key) => _last.TryRemove(key, out _);
}
