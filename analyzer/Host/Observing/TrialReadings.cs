using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>What a tick has to ask others for: whether a probe comes through a steered Service, and, where the step is over, the metrics server.</summary>
internal sealed class TrialReadings(SteeringProbe probe, CheckSource checks, CountHistory counts, TrialJudges judges)
{
    private readonly TrafficWatch _traffic = new();
    private readonly EarlyLooks _early = new();

    /// <summary>The Canary is gone.</summary>
    public void Forget(RolloutKey key)
    {
        counts.Forget(key);
        judges.Forget(key);
        _traffic.Forget(key);
        _early.Forget(key);
    }

    public async Task<RolloutWorld> ProbeAsync(RolloutWorld world, CancellationToken cancellation)
    {
        var due = world.Seen is { Leaving: false, Steering: SteeringObservation.Pending }
            ? world.Apex.Where(port => port.IsByName && !probe.HasArrived(port)).ToList()
            : [];
        if (due.Count == 0)
        {
            return world;
        }

        await Task.WhenAll(due.Select(port => probe.AskAsync(port, cancellation)));
        return world.Apex.All(port => port.IsByName && probe.HasArrived(port)) ? world with { Seen = world.Seen with { Steering = SteeringObservation.Steered } } : world;
    }

    public async Task<RolloutWorld> CheckAsync(RolloutWorld world, Canary canary, CancellationToken cancellation)
    {
        var usual = _traffic.Of(world.Seen.Key, world.Board, world.Seen.ObservedAt, isKnown: world.Seen.Status.Traffic is not null);
        world = world with { Seen = world.Seen with { Usual = usual } };
        if (world.Seen.Status.Phase is not RolloutPhase.Progressing || !TemplateHash.TryParse(world.Seen.Status.Trial, out var trial))
        {
            counts.Forget(world.Seen.Key);
            judges.Forget(world.Seen.Key);
            _early.Forget(world.Seen.Key);
            return world;
        }

        var spec = world.Seen.Spec;
        counts.Record(
            world.Seen.Key, trial.Short, world.Seen.ObservedAt, world.Board.Own, spec.Checks.Select(check => check.Window).Append(spec.Interval).Max(),
            isBefore: world.Seen is { Weight: 0, Status.StepStartedAt: null });
        world = world with { Seen = world.Seen with { Comparison = await judges.LookAsync(world, trial.Short, cancellation) } };
        world = world with { Seen = _early.Spaced(world.Seen) };
        if (!RolloutPlanner.ChecksDue(world.Seen))
        {
            return world;
        }

        var readings = await checks.ReadAsync(world.Seen, TrialQueries.Of(world, canary, trial.Short), cancellation);
        var counted = counts.Within(world.Seen.Key, world.Seen.ObservedAt, spec.Interval);
        return world with { Seen = world.Seen with { Readings = readings, Traffic = counted is null ? null : new(counted.Seen, counted.Primary, spec.Interval) } };
    }
}
