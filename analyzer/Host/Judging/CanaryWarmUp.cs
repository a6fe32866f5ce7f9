using CanaryMesh.Analyzer.Observing;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Whether what was counted since the last look holds requests of a canary's pod that was still warming up. It warms by requests: its time
/// begins when it can first get some.</summary>
internal sealed class CanaryWarmUp
{
    private readonly Dictionary<string, DateTimeOffset> _served = new(StringComparer.Ordinal);
    private bool _wasWarmingUp;

    /// <summary>To be asked at each look.</summary>
    public bool Since(RolloutWorld world)
    {
        var now = world.Seen.ObservedAt;
        foreach (var pod in world.CopyPods.Where(pod => pod.Serves))
        {
            _served.TryAdd(pod.Uid, pod.ReadyFor(now) is var age && age < WarmUp.Time ? now - age : DateTimeOffset.MinValue);
        }

        var first = world.Seen.Status.FirstWeightAt ?? now;
        var was = _wasWarmingUp;
        _wasWarmingUp = WarmUp.Is(_served.Values.Select(served => served > first ? served : first), now);
        return was || _wasWarmingUp;
    }
}
