using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Control;
using PolicyId = CanaryMesh.Analyzer.Control.PolicyId;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The comparison of one version's trial, from tick to tick. Only what was drawn under a policy of this trial counts: from the weight
/// 0 on that its first look finds, or, where a new leader comes into its midst, from that leader's first policy on. Not safe for several
/// threads: no rollout is worked on twice at once.</summary>
internal sealed class JudgedTrial(string version, DateTimeOffset? startedAt, JudgeSettings settings)
{
    private readonly TallyGrowth _growth = new();
    private readonly TrialMeter _meter = new(settings);
    private TrialBook? _book;
    private TrialScope? _scope;
    private IReadOnlyList<TallyRow> _open = [];
    private (int Weight, PolicyStamp Since, DateTimeOffset At) _step;

    /// <summary>Whether it goes on being the same trial, judged in the same way.</summary>
    public bool Is(string other, DateTimeOffset? began, JudgeSettings how) => version == other && startedAt == began && settings == how;

    /// <summary>Null while there is nothing to say.</summary>
    public ComparisonObservation? Look(RolloutWorld world)
    {
        var seen = world.Seen;
        var asked = world.Board.Asked;
        if (asked == PolicyId.None || seen.Weight is 0 or 100)
        {
            _scope ??= seen.Weight == 0 && asked != PolicyId.None ? new(version, Stamp(asked)) : null;
            return null;
        }

        _scope ??= new(version, new(asked.Term, 0));
        _book ??= new(settings, new RunState(seen.ObservedAt));
        _step = _step.Weight == seen.Weight ? _step : (seen.Weight, Stamp(asked), seen.ObservedAt);
        var rules = BlockRules.Of(settings, _book.Exposure, _step.Weight, _step.Since, isWarmingUp: false);
        var (closed, open) = Blocks.Of([.. _open, .. _growth.Of(world.Board.Counts, _scope)], rules);
        _open = open;
        var look = new LookInput(seen.ObservedAt, _step.Weight, _step.Since, closed) { IsTick = RolloutPlanner.ChecksDue(seen) };
        var decision = _book.Look(look, Heard(world));
        return new(decision.Ruling, decision.Reason, Sentence(seen, decision))
        {
            IsAdvice = decision.Advice is not null,
            Alarms = world.Board.Alarmed.Count(),
            Meter = _meter.Read(look, _book, seen.Status.Traffic?.RequestsPerSecond, StepsAhead.Of(seen)),
        };
    }

    // The checks are the planner's: here speaks what it does not ask.
    private Voices Heard(RolloutWorld world)
    {
        var seen = world.Seen;
        return new(new ChecksVoice(null), ComparisonVoice.Unknown, new(seen.ObservedAt - _step.At, seen.Spec.Interval, RolloutPlanner.ChecksDue(seen)))
        {
            Guard = GuardVoices.Of(seen.Routes.Connected + seen.Routes.Missing, [.. world.Board.Alarmed.Select(proxy => proxy.Alarm!.At)], seen.ObservedAt),
        };
    }

    // Intervals cost more than the look: only what somebody reads is put into words.
    private string Sentence(RolloutObservation seen, Decision decision) => decision is { Ruling: Ruling.Stay or Ruling.Advance, Advice: null } ? "" : DecisionSentence.Of(
        settings, _book!.State, _book.Reading!, decision, new(seen.ObservedAt, _step.At, seen.Weight, Named(version), Named(seen.Primary)));

    private static string Named(string? hash) => $"version {(hash is null ? "unknown" : hash.Split(':')[^1] is { Length: > 10 } whole ? whole[..10] : hash)}";

    private static PolicyStamp Stamp(PolicyId id) => new(id.Term, id.Revision);
}
