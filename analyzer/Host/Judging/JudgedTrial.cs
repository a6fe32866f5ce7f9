using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Control;
using PolicyId = CanaryMesh.Analyzer.Control.PolicyId;
using SideCounts = CanaryMesh.Analyzer.Control.SideCounts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The comparison of one version's trial, from tick to tick. Only what was drawn under a policy of this trial counts: from the weight
/// 0 on that its first look finds, or, where a new leader comes into its midst, from that leader's first policy on, added to what its
/// predecessor kept. Not safe for several threads: no rollout is worked on twice at once.</summary>
internal sealed class JudgedTrial(string version, DateTimeOffset? startedAt, JudgeSettings settings, ulong term, KeptTrial? kept)
{
    private readonly TallyGrowth _growth = new();
    private readonly CanaryWarmUp _warmUp = new();
    private readonly LoneAlarms _lone = new();
    private readonly TrialMeter _meter = new(settings);
    private readonly LimitRun _limits = new(settings, kept?.Limits);
    private TrialBook? _book = kept is null ? null : new(settings, kept.Run, kept.Curve);
    private TrialScope? _scope = kept?.ScopeIn(term);
    private IReadOnlyList<TallyRow> _open = [];
    private ((Ruling Ruling, RulingReason Reason, Ruling? Advice) What, string Text) _said;
    private (int Weight, PolicyStamp Since, DateTimeOffset At) _step = kept is null ? default : (kept.StepWeight, kept.StepSince, kept.StepAt);

    /// <summary>What it needs to go on elsewhere; null before anything was compared.</summary>
    public KeptTrial? Kept => _book is null ? null : new(version, startedAt, settings, _book.State, _scope!)
    {
        StepWeight = _step.Weight,
        StepSince = _step.Since,
        StepAt = _step.At,
        Curve = _book.Curve,
        Limits = _limits.Kept is { Count: > 0 } limits ? limits : null,
    };

    /// <summary>How often something was added to it.</summary>
    public int Changes { get; private set; }

    /// <summary>The weight of its present step; 0 before the first.</summary>
    public int Step => _step.Weight;

    /// <summary>Whether it goes on being the same trial, judged in the same way by the same leader.</summary>
    public bool Is(string other, DateTimeOffset? began, JudgeSettings how, ulong leader) => version == other && startedAt == began && settings == how && term == leader;

    private JudgeSettings Settings => settings;

    /// <summary>Whether the other is of the same trial, under the same leader.</summary>
    public bool IsOfTrial(JudgedTrial other) => other.Is(version, startedAt, other.Settings, term);

    /// <summary>Only what is counted from now on counts; what belongs to the trial stays as it was.</summary>
    public void BeginAfter(JudgedTrial before, IReadOnlyList<SideCounts> counts)
    {
        _scope = before._scope;
        if (_scope is not null)
        {
            _growth.Of(counts, _scope);
        }
    }

    /// <summary>Null while there is nothing to say.</summary>
    public ComparisonObservation? Look(RolloutWorld world)
    {
        var seen = world.Seen;
        var asked = world.Board.Asked;
        if (asked == PolicyId.None || seen.Weight is 0 or 100)
        {
            _scope ??= seen.Weight == 0 && asked != PolicyId.None ? new(version, Stamp(asked)) : null;
            return ShutOut(world);
        }

        _scope ??= new(version, new(asked.Term, 0));
        _book ??= new(settings, new RunState(seen.ObservedAt));
        var isNew = _step.Weight != seen.Weight;
        _step = isNew ? (seen.Weight, Stamp(asked), seen.ObservedAt) : _step;
        var isWarmingUp = _warmUp.Since(world);
        var rules = BlockRules.Of(settings, _book.Exposure, _step.Weight, _step.Since, isWarmingUp);
        var (closed, open) = Blocks.Of([.. _open, .. _growth.Of(world.Board.Counts, _scope)], rules);
        _open = open;
        Changes += isNew || closed.Count > 0 ? 1 : 0;
        var look = new LookInput(seen.ObservedAt, _step.Weight, _step.Since, closed) { IsTick = RolloutPlanner.IsTick(seen) };
        var decision = _book.Look(look, Heard(world));
        var ground = StepGround.Of(settings, seen, decision, _book.Reading!, look.IsTick);
        return new(decision.Ruling, decision.Reason, Sentence(world, decision, look.IsTick))
        {
            IsShownSafe = ground is { Reason: RulingReason.ShownSafe },
            Ground = ground is null ? "" : DecisionSentence.Of(settings, _book.State, _book.Reading!, ground, MomentOf(world)),
            IsAdvice = decision.Advice is not null,
            Alarms = world.Board.Alarmed.Count(),
            Lone = _lone.Untold(world.Board, decision.IsLocalTrouble),
            Limits = _limits.Look(seen.ObservedAt, seen.Spec.Checks, closed, isWarmingUp),
            Meter = _meter.Read(look, _book, seen.Status.Traffic?.RequestsPerSecond, StepsAhead.Of(seen)),
        };
    }

    // Every proxy keeps the version out, so none serves a share of it: what a new leader finds is a weight of 0. The trial has not begun again.
    private ComparisonObservation? ShutOut(RolloutWorld world)
    {
        if (_book is null || _step.Weight == 0 || Heard(world).Guard is not GuardVoice.All)
        {
            return null;
        }

        var decision = _book.Look(new(world.Seen.ObservedAt, _step.Weight, _step.Since, []), Heard(world));
        return decision.Ruling is Ruling.RollBack ? new(decision.Ruling, decision.Reason, Sentence(world, decision, isTick: false)) { Alarms = world.Board.Alarmed.Count() } : null;
    }

    /// <summary>People were told of what the last look found.</summary>
    public void Told(ComparisonObservation found) => _lone.Told(found.Lone);

    /// <summary>The record of a decision that was taken. What the checks said is heard once more with all the rest, so that it can be replayed.</summary>
    public DecisionRecord Record(RolloutWorld world, TrialAccount account)
    {
        var book = _book ?? new(settings, new RunState(world.Seen.ObservedAt));
        var decision = book.Look(new(world.Seen.ObservedAt, _step.Weight, _step.Since, []), Heard(world) with { Checks = account.Checks });
        return account.Of(book, settings, decision, MomentOf(world));
    }

    // The checks are the planner's: here speaks what it does not ask.
    private Voices Heard(RolloutWorld world)
    {
        var seen = world.Seen;
        return new(new ChecksVoice(null), ComparisonVoice.Unknown, new(seen.ObservedAt - _step.At, seen.Spec.Interval, RolloutPlanner.IsTick(seen)))
        {
            Guard = GuardVoices.Of(seen.Routes.Connected + seen.Routes.Missing, [.. world.Board.Alarmed.Select(proxy => proxy.Alarm!.At)], seen.ObservedAt),
        };
    }

    // Intervals cost more than the look: only what somebody reads is put into words, and again with each tick only, unless it is about
    // something else. It stands in the status, which is not to be written with every report.
    private string Sentence(RolloutWorld world, Decision decision, bool isTick)
    {
        if (decision is { Ruling: Ruling.Stay or Ruling.Advance, Advice: null })
        {
            return "";
        }

        var what = (decision.Ruling, decision.Reason, decision.Advice?.Ruling);
        _said = isTick || _said.What != what ? (what, DecisionSentence.Of(settings, _book!.State, _book.Reading!, decision, MomentOf(world))) : _said;
        return _said.Text;
    }

    private Moment MomentOf(RolloutWorld world) =>
        new(world.Seen.ObservedAt, _step.At, _step.Weight > 0 ? _step.Weight : world.Seen.Weight, Named(version), Named(world.Seen.Primary)) { Ejected = GuardTold(world.Board) };

    private static Ejection? GuardTold(BoardObservation board) => board.Alarmed.Select(proxy => proxy.Alarm!).ToList() is { Count: > 0 } alarms
        ? new(alarms.Sum(alarm => alarm.CanaryFailed), alarms.Sum(alarm => alarm.PrimaryFailed), alarms.Sum(alarm => alarm.Requests))
        : null;

    private static string Named(string? hash) => $"version {(hash is null ? "unknown" : hash.Split(':')[^1] is { Length: > 10 } whole ? whole[..10] : hash)}";

    private static PolicyStamp Stamp(PolicyId id) => new(id.Term, id.Revision);
}
