using CanaryMesh.Analyzer.Comparison;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>A comparison over one trial of one version, look by look. A version within the margins is found worse with a chance of at most
/// <see cref="JudgeSettings.Alpha"/> over its whole trial, however often it is looked at. Not safe for several threads.</summary>
public sealed class ComparisonRun
{
    // A minute, at which the evidence restarts, is a whole number of them.
    private static readonly TimeSpan CalmBlock = TimeSpan.FromSeconds(10);

    private readonly JudgeSettings _settings;
    private RunEvidence _evidence;
    private RunState _state;

    /// <summary>Goes on from a state; a trial begins with a new one.</summary>
    public ComparisonRun(JudgeSettings settings, RunState state)
    {
        _settings = settings;
        _state = state;
        _evidence = new(settings, state);
    }

    /// <summary>How counts are to be compared from now on.</summary>
    public Exposure Exposure => _state.Exposure;

    /// <summary>Canary requests until shown not worse, roughly; 0 if it is, null if it would never be as it looks now. Costs more than a look.</summary>
    public double? RequestsLeft => RunForecast.RequestsLeft(_settings, _state, _evidence);

    /// <summary>All that has to be kept to go on after a restart.</summary>
    public RunState State => _evidence.Kept(_state);

    /// <summary>The same as values: a state and a look to the next state and what was found.</summary>
    public static (RunState State, ComparisonReading Reading) Look(JudgeSettings settings, RunState state, LookInput input)
    {
        var run = new ComparisonRun(settings, state);
        var reading = run.Look(input);
        return (run.State, reading);
    }

    /// <summary>Adds what was counted since the last look, and says what is known now.</summary>
    public ComparisonReading Look(LookInput input)
    {
        Enter(input);
        OpenBlock((long)((input.At - _state.EvidenceSince) / CalmBlock));
        _evidence.RestartTo(EvidenceState.StartsAt(input.At, _state.EvidenceSince, _settings.Restart));
        foreach (var block in input.Blocks.Where(block => block.Exposure == _state.Exposure))
        {
            var slow = Slowness.Of(_settings, block, _state.Past);
            _evidence.Add(block, slow);
            _state = RunCounts.Add(_state, block, slow);
        }

        CheckSplit(input.At);
        Judge(input);
        return RunReading.Of(_settings, _state, _evidence);
    }

    private void OpenBlock(long block)
    {
        if (_settings.IsCalm && block != _state.OpenBlock)
        {
            _evidence.NextBlock();
            _state = _state with { OpenBlock = block };
        }
    }

    private void Enter(LookInput input)
    {
        if (_state.Step is not { } step || step.Weight != input.StepWeight || step.Since != input.StepSince)
        {
            _state = _state with { Step = new(input.StepWeight, input.StepSince) };
            _evidence.BeginStep();
        }
    }

    // Whoever gets another share than its exposure says looks better or worse than it is: nothing of that evidence may stay.
    private void CheckSplit(DateTimeOffset at)
    {
        if (_settings.Unit is SplitUnit.User || _state.Exposure is Exposure.Counted)
        {
            return;
        }

        var log = _state.Strata.Sum(stratum => SplitCheck.LogValue(stratum.DrawnCanary, stratum.DrawnPrimary, stratum.Weight / 100.0));
        if (log >= Math.Log(_settings.SplitLevel))
        {
            _state = new(_state.StartedAt)
            {
                EvidenceSince = at,
                Seen = _state.Seen,
                Past = _state.Past,
                Step = new(_state.Step!.Weight, _state.Step.Since),
                Exposure = Exposure.Counted,
                IsSplitAlarm = true,
            };
            _evidence = new(_settings, _state);
        }
    }

    private void Judge(LookInput input)
    {
        if (input.IsTick)
        {
            _state = _state with { Chance = Chance() };
        }

        if (_state.WorseAt is null && Merging.LogValue(_evidence.Metrics()) >= -Math.Log(_settings.Alpha))
        {
            _state = _state with { WorseAt = input.At };
        }
    }

    private double Chance()
    {
        var strata = _state.Strata.Where(stratum => stratum.Errors is { A: > 0, B: > 0 }).ToList();
        return OrdinaryChance.Of(
            (long)Math.Ceiling(strata.Sum(stratum => stratum.Errors.X - (Added * stratum.Errors.A))),
            [.. strata.Select(stratum => new EventsAtWeight((long)Math.Ceiling(stratum.Errors.X + stratum.Errors.Y), AtTheMargin(stratum.Errors.A, stratum.Errors.B)))]);
    }

    private double Added => _settings.Unit is SplitUnit.User ? 0 : _settings.Errors.Added;

    // What is tolerated for ever must not look odd in the end.
    private double AtTheMargin(double a, double b) => _settings.Errors.Ratio * a / ((_settings.Errors.Ratio * a) + b);
}
