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
        if (seen.Spec.Judge is JudgeMode.Off || seen.Routes.IsByRoute)
        {
            Forget(seen.Key);
            return null;
        }

        var settings = new JudgeSettings
        {
            Mode = seen.Spec.Judge,
            Unit = seen.Spec.Traffic is { Affinity: null, Sticky: null } ? SplitUnit.Request : SplitUnit.User,
        };
        var trial = _trials.GetOrAdd(seen.Key, _ => new(version, settings));
        trial = trial.Version == version && trial.Settings == settings ? trial : _trials[seen.Key] = new(version, settings);
        return trial.Look(world);
    }

    public void Forget(RolloutKey key) => _trials.TryRemove(key, out _);
}
