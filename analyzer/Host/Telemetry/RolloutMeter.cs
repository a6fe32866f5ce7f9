using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Telemetry;

/// <summary>What each tick of a rollout adds to the metrics, and what goes when the rollout does or another analyzer leads.</summary>
internal sealed class RolloutMeter(AnalyzerMetrics metrics)
{
    private readonly ConcurrentDictionary<RolloutKey, string> _targets = new();
    private readonly ConcurrentDictionary<RolloutKey, DateTimeOffset> _refusals = new();

    /// <summary>One tick. What was not applied is decided again, and counted then.</summary>
    public void Count(RolloutObservation seen, RolloutPlan plan, bool applied)
    {
        var (ns, target) = (seen.Key.Namespace, seen.Spec.Target);
        Known(seen.Key, target);
        metrics.Phase(ns, target, PhaseWord.Of(plan.Status));
        metrics.Weight(ns, target, seen.Weight);
        metrics.Running(ns, target, IsRunning(plan.Status.Phase) ? plan.Status.TrialStartedAt : null);
        metrics.Uninjected(ns, target, (seen.Target?.Unproxied.Count ?? 0) + (seen.Copy?.Unproxied.Count ?? 0));
        metrics.Judging.Seen(ns, target, plan.Status.Phase is RolloutPhase.Progressing ? seen.Comparison : null);
        foreach (var reading in seen.Readings.Where(reading => reading.Kind is ReadingKind.Value))
        {
            // Flagger's unit: percent for the success rate, seconds for the duration.
            metrics.Reading(ns, target, reading.Check.Name, reading.Check.Kind is CheckKind.RequestDuration ? reading.Number / 1000 : reading.Number);
        }

        if (applied && plan.Status.Phase != seen.Status.Phase)
        {
            Entered(seen, plan.Status);
        }

        Withdrawn(seen);
    }

    /// <summary>The Canary is gone, and with it its series.</summary>
    public void Gone(RolloutKey key)
    {
        if (_targets.TryRemove(key, out var target))
        {
            metrics.Forget(key.Namespace, target);
            metrics.Counted(PerNamespace());
        }

        _refusals.TryRemove(key, out _);
    }

    /// <summary>Another analyzer leads: what this one knew last would stand beside what that one sees.</summary>
    public void NoLongerLeads()
    {
        foreach (var key in _targets.Keys)
        {
            Gone(key);
        }
    }

    private void Known(RolloutKey key, string target)
    {
        var before = _targets.GetValueOrDefault(key);
        _targets[key] = target;
        if (before is not null && before != target)
        {
            metrics.Forget(key.Namespace, before);
        }

        if (before is null)
        {
            metrics.Counted(PerNamespace());
        }
    }

    private void Entered(RolloutObservation seen, RolloutStatus status)
    {
        var wasTried = seen.Status.Phase is RolloutPhase.Progressing or RolloutPhase.Promoting;
        if (!wasTried || status.Phase is not (RolloutPhase.Failed or RolloutPhase.Finalising))
        {
            return;
        }

        var isPromoted = status.Phase is RolloutPhase.Finalising;
        metrics.Ended(seen.Key.Namespace, seen.Spec.Target, isPromoted, "canary", skipped: false);
        metrics.Verdict(seen.Key.Namespace, seen.Spec.Target, isPromoted ? "promoted" : "refused", status.Reason.ToString());
        if (!isPromoted)
        {
            _refusals[seen.Key] = seen.ObservedAt;
        }
    }

    // Weight 0 is not counted when it is asked for but when every proxy draws by it.
    private void Withdrawn(RolloutObservation seen)
    {
        if (seen.Routes is { Settled: true, Served: 0 or null } && _refusals.TryGetValue(seen.Key, out var since) && seen.ObservedAt > since)
        {
            _refusals.TryRemove(seen.Key, out _);
            metrics.RolledBack(seen.ObservedAt - since);
        }
    }

    private static bool IsRunning(RolloutPhase phase) => phase is RolloutPhase.Progressing or RolloutPhase.Promoting or RolloutPhase.Finalising;

    private Dictionary<string, int> PerNamespace() => _targets.Keys.GroupBy(key => key.Namespace).ToDictionary(group => group.Key, group => group.Count());
}
