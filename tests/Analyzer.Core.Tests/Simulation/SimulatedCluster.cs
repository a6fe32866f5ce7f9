using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Core.Tests.Support;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>A small world that plans act on. Versions are judged by their names: good…, bad…, and anything else gives no data. Every tick
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

    public DateTimeOffset Now { get; private set; } = Some.Now;

    public SimulatedTarget Target { get; } = new(First);

    public RolloutStatus Recorded { get; private set; } = new();

    public RolloutCommand? Command { get; private set; }

    public bool HasCopy => _copy is not null;

    public List<string> Resumed { get; } = [];

    public void Order(CommandVerb verb) => Command = new(verb, $"{verb}:{Now.Ticks}");

    /// <summary>One tick; cut off after so many actions, it leaves no record and a new leader follows.</summary>
    public void Tick(int? cutAfter = null)
    {
        var seen = Observe();
        var verdict = RolloutPlanner.ChecksDue(seen) ? Opinion(seen.Status.Trial!) : Verdict.Inconclusive;
        var plan = seen.Plan(verdict);
        Invariants.Check(seen, verdict, plan);
        Learn(seen, verdict, plan);
        var done = 0;
        foreach (var action in plan.Actions)
        {
            if (done++ == cutAfter)
            {
                Crash();
                return;
            }

            if (!TryDo(action) || action is RolloutAction.AddFinalizer or RolloutAction.RemoveFinalizer)
            {
                return;
            }
        }

        if (done == cutAfter)
        {
            Crash();
            return;
        }

        Recorded = plan.Status;
    }

    public void Pass(TimeSpan time)
    {
        Now += time;
        Target.Pass();
        _copy = _copy is { Deleting: true } ? null : _copy is { } copy ? copy with { Ready = copy.Replicas } : null;
        _served = _asked ?? _served;
        _steering = _steering is SteeringObservation.Pending ? SteeringObservation.Steered : Target.Planned && _steering is SteeringObservation.NotReady ? SteeringObservation.Due : _steering;
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
        return new()
        {
            ObservedAt = Now,
            Key = new("shop", "web"),
            Spec = Some.Spec,
            Status = Recorded,
            Target = Target.Observe(Recorded.LastPromoted),
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
            Command = Command is { } command && command.Text != Recorded.LastCommand ? command : null,
            HasFinalizer = _hasFinalizer,
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

    private bool TryDo(RolloutAction action)
    {
        switch (action)
        {
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
            case RolloutAction.AddFinalizer:
                _hasFinalizer = true;
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

    private void Crash()
    {
        _asked = null;
        _leaderSince = Now;
    }
}
