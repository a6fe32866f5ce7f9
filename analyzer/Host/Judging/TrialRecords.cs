using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>After each tick: what of a trial is to be kept. A decision that is not on record yet is kept once a later tick finds it standing.</summary>
internal sealed class TrialRecords(TrialJudges judges, JudgedShelf shelf)
{
    private readonly JudgedKeeping _keeping = new();
    private readonly ConcurrentDictionary<RolloutKey, (RolloutStatus Decision, JudgedPlace Place, JudgedContent Content)> _waiting = [];

    /// <summary>Something is still to be written.</summary>
    public bool IsBehind(RolloutKey key) => shelf.IsBehind(key);

    /// <summary>Never waits; the task ends with what it began to write.</summary>
    public Task Keep(RolloutWorld world, RolloutPlan plan, Judgement judgement, bool isApplied)
    {
        var seen = world.Seen;
        Confirm(seen);
        if (seen.Status.Phase is not RolloutPhase.Progressing)
        {
            _keeping.Forget(seen.Key);
        }
        else if (TemplateHash.TryParse(seen.Status.Trial, out var trial))
        {
            KeepTrial(world, plan, judgement, trial.Short, isApplied);
        }

        shelf.Flush(seen.Key, out var written);
        return written;
    }

    public void Forget(RolloutKey key)
    {
        judges.Forget(key);
        shelf.Forget(key);
        _keeping.Forget(key);
        _waiting.TryRemove(key, out _);
    }

    /// <summary>Another may lead.</summary>
    public void ForgetAll()
    {
        judges.ForgetAll();
        shelf.ForgetAll();
        _keeping.ForgetAll();
        _waiting.Clear();
    }

    private void Confirm(RolloutObservation seen)
    {
        if (_waiting.TryRemove(seen.Key, out var waiting) && (seen.Status.Phase, seen.Status.Weight, seen.Status.Message) == (waiting.Decision.Phase, waiting.Decision.Weight, waiting.Decision.Message))
        {
            shelf.Keep(seen.Key, waiting.Place, waiting.Content);
        }
    }

    private void KeepTrial(RolloutWorld world, RolloutPlan plan, Judgement judgement, string version, bool isApplied)
    {
        var key = world.Seen.Key;
        var judged = judges.Of(key);
        var place = JudgedMap.PlaceOf(world, version);
        if (TrialOutcome.Of(world.Seen.Status, plan.Status) is { } outcome)
        {
            var account = TrialAccount.Of(world, plan, judgement, outcome);
            var record = (judged ?? new(version, world.Seen.Status.TrialStartedAt, world.Seen.Spec.Judging, 0, null)).Record(world, account);
            var isOver = plan.Status.Phase is not RolloutPhase.Progressing;
            Decided(key, plan.Status, place, new(isOver ? "" : null, record.ToJson()), isApplied);
        }

        if (plan.Status.Phase is RolloutPhase.Progressing && judged?.Kept is { } kept && _keeping.IsDue(key, judged, world.Seen.ObservedAt))
        {
            shelf.Keep(key, place, new(kept.ToJson(), null));
        }
    }

    private void Decided(RolloutKey key, RolloutStatus decision, JudgedPlace place, JudgedContent content, bool isApplied)
    {
        if (isApplied)
        {
            shelf.Keep(key, place, content);
        }
        else
        {
            _waiting[key] = (decision, place, content);
        }
    }
}
