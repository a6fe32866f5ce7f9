using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Judges a trial look by look and keeps what its record is made of. The looks it keeps are bounded: the oldest are folded into the
/// state that the record goes on from. Not safe for several threads.</summary>
public sealed class TrialBook(JudgeSettings settings, RunState state, IReadOnlyList<EvidencePoint>? drawn = null)
{
    private const int MostLooks = 64;
    private const int MostBlocks = 128;
    private const int MostPoints = 128;
    private const int MostChecks = 32;
    private const int MostSamples = 16;

    private readonly ComparisonRun _run = new(settings, state);
    private readonly ComparisonRun _behind = new(settings, state);
    private readonly Queue<RecordedLook> _looks = [];
    private List<EvidencePoint> _curve = [.. drawn ?? []];
    private Decision? _last;
    private ComparisonVoice? _lastVoice;

    /// <summary>How counts are to be compared from now on.</summary>
    public Exposure Exposure => _run.Exposure;

    /// <summary>Canary requests until shown not worse, roughly; 0 if it is, null if it would never be as it looks now.</summary>
    public double? RequestsLeft => _run.RequestsLeft;

    /// <summary>All that has to be kept to go on after a restart.</summary>
    public RunState State => _run.State;

    /// <summary>Evidence over the whole trial, for a picture.</summary>
    public IReadOnlyList<EvidencePoint> Curve => [.. _curve];

    /// <summary>What the last look found; null before the first.</summary>
    public ComparisonReading? Reading { get; private set; }

    /// <summary>Looks, and decides by all that is heard; what the comparison says is filled in.</summary>
    public Decision Look(LookInput input, Voices heard)
    {
        Reading = _run.Look(input);
        heard = With(heard, Reading);
        var decision = StrictestVoice.Decide(settings, heard);
        if (input.Blocks.Count > 0 || input.IsTick || Reading.Voice != _lastVoice || !IsSame(decision, _last))
        {
            _looks.Enqueue(new(input, heard, Reading.Voice, Reading.LogEvidence, decision));
            Plot(input, Reading);
            Fold();
        }

        (_last, _lastVoice) = (decision, Reading.Voice);
        return decision;
    }

    /// <summary>The record of the last look's decision.</summary>
    public DecisionRecord Record(string canary, string primary, string sentence, IReadOnlyList<CheckRecord> checks, IReadOnlyList<SampleRecord> samples)
    {
        var last = _looks.Last();
        return new()
        {
            Canary = canary,
            Primary = primary,
            At = last.Input.At,
            Decision = last.Decision,
            Sentence = sentence,
            Settings = settings,
            From = _behind.State,
            Looks = [.. _looks],
            Strata = State.Strata,
            Curve = [.. _curve],
            Checks = [.. checks.Take(MostChecks)],
            Samples = [.. samples.TakeLast(MostSamples).Select(SampleRecord.Of)],
        };
    }

    internal static Voices With(Voices heard, ComparisonReading reading) => heard with { Comparison = reading.Voice, IsSplitAlarm = reading.IsSplitAlarm };

    private static bool IsSame(Decision decision, Decision? last) => decision.Ruling == last?.Ruling && decision.Reasons.SequenceEqual(last.Reasons);

    private void Fold()
    {
        while (_looks.Count > 1 && (_looks.Count > MostLooks || _looks.Sum(look => look.Input.Blocks.Count) > MostBlocks))
        {
            _behind.Look(_looks.Dequeue().Input);
        }
    }

    // Half as many points for twice the time: the picture keeps its width.
    private void Plot(LookInput input, ComparisonReading reading)
    {
        _curve.Add(new(input.At, input.StepWeight, reading.LogEvidence, reading.Metrics.Min(metric => metric.LogProof) ?? 0));
        if (_curve.Count > MostPoints)
        {
            _curve = [.. _curve.Where((_, index) => index % 2 == 0 || index == _curve.Count - 1)];
        }
    }
}
