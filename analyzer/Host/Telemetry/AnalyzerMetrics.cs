using System.Collections.Concurrent;
using Prometheus;

namespace CanaryMesh.Analyzer.Telemetry;

/// <summary>Every series of this process. The flagger_ ones keep Flagger's names, labels and codes, which dashboards depend on; series go
/// with their canary. The label name is the target's, as in Flagger.</summary>
internal sealed class AnalyzerMetrics
{
    private static readonly string[] Canary = ["name", "namespace"];
    private static readonly string[] Run = ["name", "namespace", "deployment_strategy", "analysis_status"];
    private static readonly double[] RolloutBuckets = [0.5, 1, 2, 5, 10, 30, 60, 120];
    private readonly Gauge _info;
    private readonly Gauge _total;
    private readonly Gauge _status;
    private readonly Gauge _weight;
    private readonly Gauge _reading;
    private readonly Gauge _phase;
    private readonly Gauge _age;
    private readonly Gauge _uninjected;
    private readonly Counter _verdicts;
    private readonly ConcurrentDictionary<(string Namespace, string Target), DateTimeOffset?> _since = new();
    private readonly Histogram _duration;
    private readonly Histogram _rollback;
    private readonly Counter _successes;
    private readonly Counter _failures;
    private readonly Counter _ticks;
    private readonly Counter _lostEvents;
    private readonly Counter _lostAlerts;
    private readonly Counter _lostNotices;

    public AnalyzerMetrics(CollectorRegistry registry)
    {
        Registry = registry;
        Factory = Metrics.WithCustomRegistry(registry);
        _info = Factory.CreateGauge("flagger_info", "1, with the version in a label", ["version", "mesh_provider"]);
        _total = Factory.CreateGauge("flagger_canary_total", "Canaries per namespace", ["namespace"]);
        _status = Factory.CreateGauge("flagger_canary_status", "0 progressing, 2 failed, 1 any other phase", Canary);
        _weight = Factory.CreateGauge("flagger_canary_weight", "Share of traffic, 0-100", ["workload", "namespace"]);
        _reading = Factory.CreateGauge("flagger_canary_metric_analysis", "Last value of a check", ["name", "namespace", "metric"]);
        _duration = Factory.CreateHistogram("flagger_canary_duration_seconds", "Time of one tick", Canary);
        _successes = Factory.CreateCounter("flagger_canary_successes_total", "Runs that ended in promotion", Run);
        _failures = Factory.CreateCounter("flagger_canary_failures_total", "Runs that ended in rollback", Run);
        _phase = Factory.CreateGauge("canarymesh_phase", "1 for the phase in force", ["name", "namespace", "phase"]);
        _age = Factory.CreateGauge("canarymesh_rollout_age_seconds", "Age of the rollout in progress, 0 if none", Canary);
        _uninjected = Factory.CreateGauge("canarymesh_uninjected_pods", "Ready pods of the target, and pods of its copy, that have no proxy", Canary);
        _verdicts = Factory.CreateCounter("canarymesh_verdicts_total", "Trials that ended, by how and why", ["name", "namespace", "verdict", "reason"]);
        _rollback = Factory.CreateHistogram(
            "canarymesh_rollback_seconds", "Time from verdict to weight 0 seen to be applied", new HistogramConfiguration { Buckets = RolloutBuckets });
        _ticks = Factory.CreateCounter("canarymesh_ticks_total", "Ticks by outcome", ["outcome"]);
        _lostEvents = Factory.CreateCounter("canarymesh_events_lost_total", "Events that could not be written");
        _lostAlerts = Factory.CreateCounter("canarymesh_alerts_lost_total", "Alerts that no provider took");
        _lostNotices = Factory.CreateCounter("canarymesh_notices_lost_total", "Events that no event hook took");
        Judging = new(Factory);
        foreach (var outcome in Enum.GetValues<TickOutcome>())
        {
            _ticks.WithLabels(Text(outcome));
        }
    }

    public CollectorRegistry Registry { get; }

    public JudgingSeries Judging { get; }

    /// <summary>For series that are read when they are scraped.</summary>
    internal IMetricFactory Factory { get; }

    public void Installed(string version, string provider) => _info.WithLabels(version, provider).Set(1);

    /// <summary>Number of canaries of each namespace that has one.</summary>
    public void Counted(IReadOnlyDictionary<string, int> canaries)
    {
        _total.RemoveWhere(labels => !canaries.ContainsKey(labels[0]));
        foreach (var (ns, count) in canaries)
        {
            _total.WithLabels(ns).Set(count);
        }
    }

    public void Phase(string ns, string target, string phase)
    {
        _status.WithLabels(target, ns).Set(phase switch { "Progressing" => 0, "Failed" => 2, _ => 1 });
        _phase.RemoveWhere(labels => labels[0] == target && labels[1] == ns && labels[2] != phase);
        _phase.WithLabels(target, ns, phase).Set(1);
    }

    /// <summary>Since when a rollout runs; null if none does. Its age is worked out when it is scraped: a rollout that waits has no ticks.</summary>
    public void Running(string ns, string target, DateTimeOffset? since) => _since[(ns, target)] = since;

    /// <summary>Brings every age to the present.</summary>
    public void AgeTo(DateTimeOffset now)
    {
        foreach (var ((ns, target), since) in _since)
        {
            _age.WithLabels(target, ns).Set(since is { } start ? Math.Max(0, (now - start).TotalSeconds) : 0);
        }
    }

    public void Uninjected(string ns, string target, int pods) => _uninjected.WithLabels(target, ns).Set(pods);

    /// <summary>A trial ended. Verdict: promoted or refused; reason: of the closed list.</summary>
    public void Verdict(string ns, string target, string verdict, string reason) => _verdicts.WithLabels(target, ns, verdict, reason).Inc();

    /// <summary>Share on trial, 0–100; the rest is the primary's.</summary>
    public void Weight(string ns, string target, int canary)
    {
        _weight.WithLabels(target, ns).Set(canary);
        _weight.WithLabels(target + "-primary", ns).Set(100 - canary);
    }

    public void Reading(string ns, string target, string metric, double value) => _reading.WithLabels(target, ns, metric).Set(value);

    public void Ticked(string ns, string target, TickOutcome outcome, TimeSpan duration)
    {
        _ticks.WithLabels(Text(outcome)).Inc();
        _duration.WithLabels(target, ns).Observe(duration.TotalSeconds);
    }

    /// <summary>A run ended. Strategy: canary, blue-green or ab-testing.</summary>
    public void Ended(string ns, string target, bool promoted, string strategy, bool skipped) =>
        (promoted ? _successes : _failures).WithLabels(target, ns, strategy, skipped ? "skipped" : "completed").Inc();

    public void RolledBack(TimeSpan duration) => _rollback.Observe(duration.TotalSeconds);

    public void EventLost() => _lostEvents.Inc();

    public void AlertLost() => _lostAlerts.Inc();

    public void NoticeLost() => _lostNotices.Inc();

    /// <summary>Removes what speaks of a canary that is gone.</summary>
    public void Forget(string ns, string target)
    {
        bool Ours(string[] labels) => labels[0] == target && labels[1] == ns;
        _since.TryRemove((ns, target), out _);
        Judging.Seen(ns, target, null);
        _status.RemoveWhere(Ours);
        _uninjected.RemoveWhere(Ours);
        _verdicts.RemoveWhere(Ours);
        _reading.RemoveWhere(Ours);
        _phase.RemoveWhere(Ours);
        _age.RemoveWhere(Ours);
        _duration.RemoveWhere(Ours);
        _successes.RemoveWhere(Ours);
        _failures.RemoveWhere(Ours);
        _weight.RemoveWhere(labels => labels[1] == ns && (labels[0] == target || labels[0] == target + "-primary"));
    }

    private static string Text(TickOutcome outcome) => outcome switch
    {
        TickOutcome.Done => "done",
        TickOutcome.After => "after",
        TickOutcome.Retry => "retry",
        TickOutcome.Cut => "cut",
    };
}
