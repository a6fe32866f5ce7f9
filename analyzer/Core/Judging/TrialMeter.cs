using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>Reads the evidence of a trial for people. It costs many times a look, so between ticks the last reading stands for some seconds.
/// Not safe for several threads.</summary>
public sealed class TrialMeter(JudgeSettings settings)
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Queue<(DateTimeOffset At, long Requests)> _counted = [];
    private Meter? _last;
    private (int Weight, PolicyStamp Since) _step;

    /// <summary>The reading at a look. <paramref name="usualRate"/> is what both sides together had per second before the trial, null if that is not
    /// known; <paramref name="ahead"/> is what the plan still holds.</summary>
    public Meter Read(LookInput look, TrialBook book, double? usualRate, IReadOnlyList<PlannedStep> ahead)
    {
        // Proof is of a step: what was read in the last one says nothing of this.
        var isNew = _step != (look.StepWeight, look.StepSince);
        _step = (look.StepWeight, look.StepSince);
        if (_last is { } last && !isNew && look.At - last.At < Apart && !(look.IsTick && look.At > last.At))
        {
            return last;
        }

        var state = book.State;
        var reading = book.Reading!;
        var rate = Rate(look.At, state) ?? usualRate;
        return _last = DecisionSentence.MeterOf(settings, reading, new(look.At, look.At, look.StepWeight, "", "")
        {
            RequestsLeft = book.RequestsLeft,
            Outlook = RunForecast.OutlookOf(settings, state, book.RequestsLeft),
            RequestRate = (rate ?? 0) * look.StepWeight / 100.0,
        }) with
        {
            At = look.At,
            Limit = rate is { } known ? RunForecast.Limit(settings, state, PlanForecast.Requests(ahead, known)) : null,
        };
    }

    // Of both sides together: a new weight changes only how they are split.
    private double? Rate(DateTimeOffset at, RunState state)
    {
        var requests = state.Strata.Sum(stratum => stratum.Errors.CanaryRequests + stratum.Errors.PrimaryRequests);
        if (_counted.TryPeek(out var first) && requests < first.Requests)
        {
            _counted.Clear();
        }

        _counted.Enqueue((at, requests));
        while (_counted.Count > 2 && at - _counted.Peek().At > Window)
        {
            _counted.Dequeue();
        }

        var since = _counted.Peek();
        return at > since.At ? (requests - since.Requests) / (at - since.At).TotalSeconds : null;
    }
}
