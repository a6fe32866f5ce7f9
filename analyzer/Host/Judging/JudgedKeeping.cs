using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>When the state of a trial is to be written again: with each step, and while it changes not more often than a leader may lose.</summary>
internal sealed class JudgedKeeping
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<RolloutKey, (int Step, int Changes, DateTimeOffset At)> _kept = [];

    /// <summary>Whether it is due now; asked again at once it is not.</summary>
    public bool IsDue(RolloutKey key, JudgedTrial trial, DateTimeOffset now)
    {
        var last = _kept.GetValueOrDefault(key);
        if (trial.Changes == last.Changes || (trial.Step == last.Step && now - last.At < Between && now >= last.At))
        {
            return false;
        }

        _kept[key] = (trial.Step, trial.Changes, now);
        return true;
    }

    public void Forget(RolloutKey key) => _kept.TryRemove(key, out _);

    public void ForgetAll() => _kept.Clear();
}
