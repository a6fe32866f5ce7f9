using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>A small world that plans act on. Versions are judged by their names: good…, bad…, and anything else gives no data; of quiet… the proxies counted nothing. Every tick
/// is held against what must be true of any plan.</summary>
internal sealed class SimulatedCluster
{
    public const string First = "v1:good-first";
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(2);
    private readonly HashSet<string> _judgedGood = [];
    private DateTimeOffset _leaderSince = Some.Now;
    private CopyObservation? _copy;
    private SteeringObservation _steering = SteeringObservation.NotReady;
    private int? _asked;
    private int _served;
    private bool _hasFinalizer;
    private bool _hasSupport;
    private DateTimeOffset? _markMissingSince;

    public DateTimeOffset Now { get; private set; } = Some.Now;

    public RolloutSpec Spec { get; set; } = Some.Spec;

    public SimulatedTarget Target { get; } = new(First);

    public RolloutStatus Recorded { get; private set; } = new();

    public RolloutCommand? Command { get; private set; }

    public bool HasCopy => _copy is not null;

    /// <summary>The share that the proxies draw by, or will in a moment.</summary>
    public int Share => _asked ?? _served;

    /// <summary>What a look at a version finds; null is by its name.</summary>
    public Func<Verdict>? Look { get; init; }

    public List<string> Resumed { get; } = [];

    /// <summary>The Canary is being deleted.</summary>
    public bool Leaving { get; set; }

    /// <summary>No probe comes through the Service.</summary>
    public bool SteeringBroken { get; set; }

    /// <summary>What the last tick saw and did, in few words.</summary>
    public string LastTick { get; private set; } = "";

    public int LastActions { get; private set; }

    public List<RolloutAction.Announce> Said { get; } = [];

    /// <summary>All that has to be the same at the end, however the ticks were cut.</summary>
    public string End =>
        $"{Recorded.Phase} {Recorded.LastPromoted} refused {Recorded.Refused} released {Recorded.Released}; {Target.Template} live {Target.LiveVersions} paused {Target.Paused} held {Target.Held} " +
        $"marked {Target.Marked} managed {Target.Managed}; copy {HasCopy}; served {_served}; {(SteeringBroken ? "unsteered" : _steering)}; finalizer {_hasFinalizer}; support {_hasSupport}";

    // All that a plan can change but its record.
    private string World => $"asked {_asked}; copy {_copy}; {_steering}; finalizer {_hasFinalizer}; support {_hasSupport}; {Target.World}";

    /// <summary>Somebody made the Service anew.</summary>
    public void LoseSteering() => _steering = SteeringObservation.Due;

    public void Order(CommandVerb verb) => Command = new(verb, $"{verb}:{Now.Ticks}");

    /// <summary>One tick; cut off after so many actions, it leaves no record and a new leader follows.</summary>
    public void Tick(int? cutAfter = null) => Tick(cutAfter is null ? Fault.None : Fault.Crash, cutAfter ?? 0);

    /// <summary>One tick with a fault; <paramref name="after"/> counts the actions done before it.</summary>
    public void Tick(Fault fault, int after)
    {
        var seen = Observe();
        var verdict = RolloutPlanner.ChecksDue(seen) ? Look?.Invoke() ?? Opinion(seen.Status.Trial!) : Verdict.Inconclusive;
        var plan = seen.Plan(verdict);
        Invariants.Check(seen, verdict, plan);
        Learn(seen, verdict, plan);
        LastTick = $"{seen.Status.Phase} {plan.Status.Phase} {plan.Status.Reason} {plan.Words()}";
        LastActions = plan.Actions.Count;
        if (fault is Fault.Late)
        {
            Pass(TimeSpan.FromSeconds(3));
        }

        var count = fault is Fault.Crash or Fault.RecordLost ? Math.Min(after, plan.Actions.Count) : plan.Actions.Count;
        var isDone = plan.Actions.Take(count).All(action => TryDo(action, plan));
        if (fault is Fault.Twice && isDone)
        {
            var once = World;
            isDone = plan.Actions.All(action => TryDo(action, plan));
            Assert.Equal(once, World);
        }

        if (fault is Fault.Crash)
        {
            Crash(isHeard: after % 2 == 1);
        }
        else if (isDone && fault is not Fault.RecordLost)
        {
            Recorded = plan.Status;
        }
    }

    public void Pass(TimeSpan time)
    {
        Now += time;
        Target.Pass();
        _copy = _copy is { Deleting: true } ? null : _copy is { } copy ? copy with { Ready = copy.Replicas } : null;
        _served = _asked ?? _served;
        _steering = _steering is SteeringObservation.Pending && !SteeringBroken ? SteeringObservation.Steered : Target.Planned && _steering is SteeringObservation.NotReady ? SteeringObservation.Due : _steering;
    }

    public bool RunUntil(Func<SimulatedCluster, bool> end, int ticks = 600)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            if (end(this))
            {
                return true;
            }

            Tick();
            Pass(TimeSpan.FromSeconds(1));
        }

        return false;
    }

    private static Verdict Opinion(string hash) =>
        hash.Contains("good", StringComparison.Ordinal) ? Verdict.Passed
        : hash.Contains("bad", StringComparison.Ordinal) ? Verdict.Failed
        : Verdict.Inconclusive;

    private RolloutObservation Observe()
    {
        var isConnected = Now - _leaderSince >= Reconnect;
        _markMissingSince = Recorded is { Phase: RolloutPhase.Failed, Refused: not null } && Target is { Held: not null, Marked: false } ? _markMissingSince ?? Now : null;
        return new()
        {
            ObservedAt = Now,
            Key = new("shop", "web"),
            Spec = Spec,
            Status = Recorded,
            Target = Target.Observe(Recorded.LastPromoted) with { MarkMissingFor = Now - _markMissingSince },
            Copy = _copy,
            Routes = new()
            {
                Asked = _asked,
                Served = isConnected ? _served : null,
                Settled = isConnected && _asked == _served,
                Connected = isConnected ? SimulatedTarget.Replicas : 0,
                Missing = isConnected ? 0 : SimulatedTarget.Replicas,
                LeaderFor = Now - _leaderSince,
            },
            Steering = _steering,
            Traffic = Target.Template.Contains("quiet", StringComparison.Ordinal) ? new(0, 7, Spec.Interval) : null,
            Command = Command is { } command && command.Text != Recorded.LastCommand ? command : null,
            HasFinalizer = _hasFinalizer,
            Leaving = Leaving,
            SupportReady = _hasSupport,
            SupportExists = _hasSupport,
        };
    }

    private void Learn(RolloutObservation seen, Verdict verdict, RolloutPlan plan)
    {
        var isLast = seen.Weight >= StepSchedule.Last(seen.Spec.Steps);
        if (plan.Status is { Phase: RolloutPhase.Promoting } status && ((verdict is Verdict.Passed && isLast) || status.Reason is RolloutReason.PromotedByCommand))
        {
            _judgedGood.Add(status.Trial!);
        }
    }

    private bool TryDo(RolloutAction action, RolloutPlan plan)
    {
        switch (action)
        {
            case RolloutAction.RecordDecision:
                Recorded = plan.Status;
                return true;
            // The object changed under the record.
            case RolloutAction.AddFinalizer or RolloutAction.RemoveFinalizer:
                _hasFinalizer = action is RolloutAction.AddFinalizer;
                return false;
            case RolloutAction.Announce said:
                Said.Add(said);
                return true;
            case RolloutAction.SetWeight weight:
                _asked = weight.Weight;
                return true;
            case RolloutAction.HoldTarget hold:
                return Target.TryHold(hold.ResourceVersion, hold.Hash);
            case RolloutAction.ResumeTarget resume:
                return TryResume(resume);
            case RolloutAction.MarkFailed:
                Target.Mark(true);
                return true;
            case RolloutAction.ClearFailed:
                Target.Mark(false);
                return true;
            case RolloutAction.EmptyReplicaSet empty:
                Target.Empty(empty.Name);
                return true;
            default:
                Make(action);
                return true;
        }
    }

    private bool TryResume(RolloutAction.ResumeTarget resume)
    {
        var isLegal = _judgedGood.Contains(Target.Template)
            || Recorded.Promoted.Contains(Target.Template)
            || Recorded.Phase is RolloutPhase.Initializing
            || (SteeringBroken && Recorded.Released == Target.Template)
            || Target.Observe(Recorded.LastPromoted).PrimaryHash == Target.Template;
        Assert.True(isLegal, $"{Target.Template} was resumed unjudged in {Recorded.Phase}");
        Assert.False(Target.Marked, "resumed with the failure mark standing");
        Resumed.Add(Target.Template);
        return Target.TryResume(resume.ResourceVersion);
    }

    private void Make(RolloutAction action)
    {
        switch (action)
        {
            case RolloutAction.CreateCopy create:
                _copy ??= create.Hash == Target.Template ? new() { Hash = create.Hash, Replicas = create.Replicas } : null;
                break;
            case RolloutAction.ScaleCopy scale:
                _copy = _copy! with { Replicas = scale.Replicas };
                break;
            case RolloutAction.DeleteCopy:
                Assert.Equal(0, _served);
                _copy = _copy is null ? null : _copy with { Deleting = true };
                break;
            case RolloutAction.RestoreTarget:
                Target.Restore(Recorded.LastPromoted!);
                break;
            case RolloutAction.RemoveSupport:
                _hasSupport = false;
                break;
            case RolloutAction.Unsteer:
                _steering = Leaving ? SteeringObservation.Off : SteeringObservation.Due;
                break;
            case RolloutAction.MarkManaged:
                Target.Managed = true;
                break;
            case RolloutAction.WritePlan:
                Target.WritePlan();
                break;
            case RolloutAction.EnsureSupport:
                _hasSupport = true;
                break;
            case RolloutAction.Steer:
                _steering = SteeringObservation.Pending;
                break;
        }
    }

    // What was asked for last may have reached the proxies, or not.
    private void Crash(bool isHeard)
    {
        _served = isHeard ? _asked ?? _served : _served;
        _asked = null;
        _leaderSince = Now;
    }
}
