using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Reconciling;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Host.Tests.Swarm;

/// <summary>One rollout, ticked as the reconciler does it, in a world that does at once what plans ask for.</summary>
internal sealed class SwarmRollout(RolloutKey key, SwarmDesks desks, TimeProvider time)
{
    private const string Old = "v1:aaaaaaaaaaaaaaaa";
    private const string New = "v1:bbbbbbbbbbbbbbbb";

    private RolloutObservation _seen = Held(key);

    public RolloutSpec Spec
    {
        get => _seen.Spec;
        init => _seen = _seen with { Spec = value };
    }

    /// <summary>The metrics server of its built-in checks.</summary>
    public Uri? Server { get; init; }

    public JsonObject Canary { get; } = Thing.Canary();

    public RolloutPhase Phase => _seen.Status.Phase;

    /// <summary>When it wants to be looked at again, at the latest.</summary>
    public DateTimeOffset Due { get; private set; } = DateTimeOffset.MinValue;

    public DateTimeOffset? EndedAt { get; private set; }

    public List<string> Said { get; } = [];

    public static RolloutSpec Plain { get; } = new() { Target = "web", Interval = TimeSpan.FromSeconds(10), Threshold = 3, Steps = new(10, 50, []) };

    public async Task<ReconcileOutcome> TickAsync(CancellationToken cancellation)
    {
        var world = desks.Look(new() { Canary = Canary, Seen = _seen with { ObservedAt = time.GetUtcNow() } });
        var seen = world.Seen;
        if (RolloutPlanner.ChecksDue(seen))
        {
            seen = seen with { Readings = await desks.Checks.ReadAsync(seen, Sources.SourceWorld.Trial(Server), cancellation) };
        }

        var plan = RolloutPlanner.Plan(seen, Assessment.Of(seen.Spec.Checks, seen.Readings));
        foreach (var action in plan.Actions)
        {
            Do(action);
        }

        _seen = _seen with { Status = plan.Status };
        EndedAt ??= plan.Status.Phase is RolloutPhase.Succeeded ? seen.ObservedAt : null;
        desks.Carry(world with { Seen = seen }, plan);
        Due = time.GetUtcNow() + (plan.LookAgainAfter ?? TimeSpan.FromDays(1));
        return plan.LookAgainAfter is { } after ? new ReconcileOutcome.After(after) : ReconcileOutcome.Settled;
    }

    private static RolloutObservation Held(RolloutKey key) => new()
    {
        ObservedAt = DateTimeOffset.UnixEpoch,
        Key = key,
        Spec = Plain,
        Status = new() { Phase = RolloutPhase.Initialized, Promoted = [Old] },
        Target = new() { ResourceVersion = "7", TemplateHash = New, PrimaryHash = Old, Held = New, Paused = true, Managed = true, HasOurs = true, PlanCurrent = true, Splittable = true, Replicas = 4, PrimaryReady = 4, Ready = 4, Live = [new("web-1", Old, 4, 4)] },
        Routes = At(0),
        Steering = SteeringObservation.Steered,
        HasFinalizer = true,
        SupportReady = true,
        SupportExists = true,
    };

    private static RouteObservation At(int weight) => new() { Asked = weight, Served = weight, Settled = true, Connected = 4, LeaderFor = TimeSpan.FromHours(1) };

    private void Do(RolloutAction action)
    {
        switch (action)
        {
            case RolloutAction.Announce said:
                Said.Add(said.Message);
                break;
            case RolloutAction.SetWeight weight:
                _seen = _seen with { Routes = At(weight.Weight) };
                break;
            case RolloutAction.CreateCopy copy:
                _seen = _seen with { Copy = new() { Hash = copy.Hash, Replicas = 4, Ready = 4, Serving = 4, CreatedAt = time.GetUtcNow() } };
                break;
            case RolloutAction.DeleteCopy:
                _seen = _seen with { Copy = null };
                break;
            case RolloutAction.ResumeTarget:
                _seen = _seen with { Target = _seen.Target! with { PrimaryHash = New, Held = null, Paused = false, RolledOut = true, UpdatedAvailable = 4, Live = [new("web-2", New, 4, 4)] } };
                break;
            default:
                break;
        }
    }
}
