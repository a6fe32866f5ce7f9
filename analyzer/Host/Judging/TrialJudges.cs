using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The comparisons of the trials that run. A leader that finds one running goes on from what its predecessor kept of it, and until it
/// has read that, nothing is compared: counts grow meanwhile, so none is lost.</summary>
internal sealed class TrialJudges(TrialStore store)
{
    private readonly ConcurrentDictionary<RolloutKey, JudgedTrial> _trials = [];

    /// <summary>What the comparison finds; null where nothing is to be compared: another splits the requests, or it was not asked for.</summary>
    public async Task<ComparisonObservation?> LookAsync(RolloutWorld world, string version, CancellationToken cancellation)
    {
        var seen = world.Seen;
        if (seen.Routes.IsByRoute)
        {
            Forget(seen.Key);
            return null;
        }

        var settings = seen.Spec.Judging;
        var (began, term) = (seen.Status.TrialStartedAt, world.Board.Asked.Term);
        if (term == 0)
        {
            return null;
        }

        if (_trials.GetValueOrDefault(seen.Key) is not { } trial || !trial.Is(version, began, settings, term))
        {
            if (await store.ReadAsync(world, version, cancellation) is not { } read)
            {
                return settings.Mode is JudgeMode.Strict && seen.Weight is > 0 and < 100 ? Unread(seen.Weight) : null;
            }

            var kept = read.Of(version, began, settings, term);
            trial = _trials[seen.Key] = Begun(_trials.GetValueOrDefault(seen.Key), new(version, began, settings, term, kept), world, kept is null);
        }

        return trial.Look(world) is { } found ? settings.Mode is JudgeMode.Off ? LimitsOf(found) : found : null;
    }

    // Nobody asked for the comparison; how limits are read is a question of its own.
    private static ComparisonObservation? LimitsOf(ComparisonObservation found) =>
        found.Limits.Count > 0 ? new(Ruling.Stay, RulingReason.StepRunning, "") { Limits = found.Limits } : null;

    // What stood against the version may be in what is not read yet.
    private static ComparisonObservation Unread(int weight) =>
        new(Ruling.Hold, RulingReason.EvidenceUnread, $"Held at {weight} %: what was found of this version before is not read yet.");

    // Other settings begin other evidence, of what is drawn from now on: what was looked at is not bet on again.
    private static JudgedTrial Begun(JudgedTrial? before, JudgedTrial trial, RolloutWorld world, bool isNew)
    {
        if (isNew && before?.IsOfTrial(trial) == true)
        {
            trial.BeginAfter(before, world.Board.Counts);
        }

        return trial;
    }

    /// <summary>The trial of a rollout that runs; null where none is compared.</summary>
    public JudgedTrial? Of(RolloutKey key) => _trials.GetValueOrDefault(key);

    public void Forget(RolloutKey key)
    {
        _trials.TryRemove(key, out _);
        store.Forget(key);
    }

    /// <summary>Another may lead: what it keeps is newer than this.</summary>
    public void ForgetAll()
    {
        _trials.Clear();
        store.ForgetAll();
    }
}
