using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The comparisons of the trials that run. They live in memory: a new leader begins to compare with its first look.</summary>
internal sealed class TrialJudges
{
    private readonly ConcurrentDictionary<RolloutKey, JudgedTrial> _trials = [];

    /// <summary>What the comparison finds; null where nothing is to be compared: another splits the requests, or it was not asked for.</summary>
    public ComparisonObservation? Look(RolloutWorld world, string version)
    {
        var seen = world.Seen;
        if (seen.Spec.Judging.Mode is JudgeMode.Off || seen.Routes.IsByRoute)
        {
            Forget(seen.Key);
            return null;
        }

        var settings = seen.Spec.Judging;
        var began = seen.Status.TrialStartedAt;
        var trial = _trials.GetValueOrDefault(seen.Key);
        trial = trial?.Is(version, began, settings) == true ? trial : _trials[seen.Key] = new(version, began, settings);
        return trial.Look(world);
    }

    public void Forget(RolloutKey key) => _trials.TryRemove(key, out _);
}
