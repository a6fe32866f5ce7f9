using CanaryMesh.Analyzer.Control;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using PolicyId = CanaryMesh.Analyzer.Control.PolicyId;
using SideCounts = CanaryMesh.Analyzer.Control.SideCounts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The comparison of one version's trial, from tick to tick. What was counted before the first look, and before the trial's first
/// weight, is where counting begins. Not safe for several threads: no rollout is worked on twice at once.</summary>
internal sealed class JudgedTrial(string version, JudgeSettings settings)
{
    private readonly Dictionary<TallyKey, Tally> _last = [];
    private TrialBook? _book;
    private IReadOnlyList<TallyRow> _open = [];
    private (int Weight, PolicyStamp Since) _step;

    public string Version => version;

    public JudgeSettings Settings => settings;

    /// <summary>Null until there is something to say.</summary>
    public ComparisonObservation? Look(RolloutWorld world)
    {
        var seen = world.Seen;
        var growth = Growth(world.Board.Counts);
        if (_book is null || (seen.Weight == 0 && seen.Status.FirstWeightAt is null))
        {
            _book = new(settings, new RunState(seen.ObservedAt));
            return null;
        }

        if (seen.Weight is 0 or 100)
        {
            return null;
        }

        _step = _step.Weight == seen.Weight ? _step : (seen.Weight, Stamp(world.Board.Asked));
        var warming = WarmUp.Is(world.CopyPods.Select(pod => seen.ObservedAt - pod.ReadyFor(seen.ObservedAt)), seen.ObservedAt);
        var (closed, open) = Blocks.Of([.. _open, .. growth], BlockRules.Of(settings, _book.Exposure, _step.Weight, _step.Since, warming));
        _open = open;
        var decision = _book.Look(new(seen.ObservedAt, _step.Weight, _step.Since, closed) { IsTick = RolloutPlanner.ChecksDue(seen) }, Heard(world));
        return new(decision.Ruling, decision.Reason, Sentence(seen, decision));
    }

    private List<TallyRow> Growth(IReadOnlyList<SideCounts> counts)
    {
        var scope = new TrialScope(version, default);
        List<TallyRow> growth = [];
        foreach (var row in counts.Select(Row).Where(row => scope.Holds(row.Key)))
        {
            var before = _last.GetValueOrDefault(row.Key);
            _last[row.Key] = row.Tally;
            // Sums that fell are those of another term, whose beginning nobody here saw.
            if ((before is null ? row.Tally : row.Tally.Since(before)) is { IsEmpty: false } grown)
            {
                growth.Add(new(row.Key, grown));
            }
        }

        return growth;
    }

    // The checks and the clock are the planner's: here speaks what it does not ask.
    private static Voices Heard(RolloutWorld world)
    {
        var drawing = world.Board.Proxies.Where(proxy => proxy.Track == AnnotationNames.Primary).ToList();
        return new(new ChecksVoice(null), ComparisonVoice.Unknown, new(TimeSpan.Zero, world.Seen.Spec.Interval, IsTick: false))
        {
            Guard = GuardVoices.Of(drawing.Count, [.. world.Board.Alarmed.Select(proxy => proxy.Alarm!.At)], world.Seen.ObservedAt),
        };
    }

    private string Sentence(RolloutObservation seen, Decision decision) => DecisionSentence.Of(
        settings,
        _book!.State,
        _book.Reading!,
        decision,
        new(seen.ObservedAt, seen.Status.StepStartedAt ?? seen.ObservedAt, seen.Weight, Named(version), Named(seen.Primary)) { RequestsLeft = _book.RequestsLeft });

    private static string Named(string? hash) => $"version {(hash is null ? "unknown" : hash.Split(':')[^1] is { Length: > 10 } whole ? whole[..10] : hash)}";

    private static TallyRow Row(SideCounts counts) => new(
        new(counts.Key.Side, counts.Key.Route, counts.Key.Version, Stamp(counts.Key.Policy), counts.Key.EffectiveWeight),
        new()
        {
            Drawn = counts.Drawn,
            FellBack = counts.FellBack,
            Success = counts.Success,
            ServerError = counts.ServerError,
            ConnectError = counts.ConnectError,
            Reset = counts.Reset,
            Timeout = counts.Timeout,
            ClientCancel = counts.ClientCancel,
            Latency = counts.Latency,
        });

    private static PolicyStamp Stamp(PolicyId id) => new(id.Term, id.Revision);
}
