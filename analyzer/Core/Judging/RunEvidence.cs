using CanaryMesh.Analyzer.Comparison;
using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The evidence of a run while it is in use: of harm over the whole trial, of safety over one step.</summary>
internal sealed class RunEvidence
{
    private readonly JudgeSettings _settings;
    private readonly Evidence _errors;
    private readonly Evidence[] _levels;
    private readonly Evidence[] _proofs;

    /// <summary>Evidence as the state left it.</summary>
    public RunEvidence(JudgeSettings settings, RunState state)
    {
        _settings = settings;
        var calm = settings.IsCalm ? -Math.Log(settings.Alpha) : double.PositiveInfinity;
        _errors = Of(StakeGrid.Harm, OfUnit(settings.Errors), Stake.Half, state.Errors, calm);
        _levels = [.. Measures.Levels.Select((_, index) => Of(StakeGrid.Harm, settings.Latency, Stake.Half, state.Levels.ElementAtOrDefault(index), calm))];
        _proofs =
        [
            Of(StakeGrid.Safe, OfUnit(settings.Proof), Stake.Whole, state.Step?.Proofs.ElementAtOrDefault(0)),
            .. Measures.Levels.Skip(Measures.FirstProven).Select((_, index) => Of(StakeGrid.Safe, settings.Proof, Stake.Whole, state.Step?.Proofs.ElementAtOrDefault(index + 1))),
        ];
    }

    /// <summary>Proofs of "not worse" of the step: errors, then the proven levels.</summary>
    public IReadOnlyList<Evidence> Proofs => _proofs;

    /// <summary>Nothing is known of the new step.</summary>
    public void BeginStep() => Array.ForEach(_proofs, proof => proof.Reset());

    /// <summary>Parts of the stake come into play until there were <paramref name="starts"/> in all.</summary>
    public void RestartTo(int starts)
    {
        while (_errors.Starts < starts)
        {
            _errors.Restart();
            Array.ForEach(_levels, level => level.Restart());
        }
    }

    /// <summary>Nothing that came before counts towards what the next ten seconds may add.</summary>
    public void NextBlock()
    {
        _errors.NextBlock();
        Array.ForEach(_levels, level => level.NextBlock());
    }

    /// <summary>Adds what a block counted.</summary>
    public void Add(Block block, Slowness slow)
    {
        AddHarm(_errors, new() { X = block.X, Y = block.Y, A = block.A, B = block.B });
        for (var index = 0; index < _levels.Length; index++)
        {
            AddHarm(_levels[index], slow.Levels[index]);
        }

        if (block.IsOfStep)
        {
            _proofs[0].Add(block.X, block.Y, block.A, block.B);
            for (var index = 1; index < _proofs.Length; index++)
            {
                Add(_proofs[index], slow.Proofs[index - 1]);
            }
        }
    }

    /// <summary>The state with what this evidence is now.</summary>
    public RunState Kept(RunState state) => state with
    {
        Errors = EvidenceState.Of(_errors),
        Levels = [.. _levels.Select(EvidenceState.Of)],
        Step = state.Step is { } step ? step with { Proofs = [.. _proofs.Select(EvidenceState.Of)] } : null,
    };

    /// <summary>Metric by metric, errors first.</summary>
    public IReadOnlyList<MetricEvidence> Metrics() =>
    [
        new(Measures.Errors, _settings.ErrorsShare, _errors.LogValue),
        .. _levels.Select((level, index) => new MetricEvidence(Measures.Levels[index].Name, (1 - _settings.ErrorsShare) / _levels.Length, level.LogValue)),
    ];

    private void AddHarm(Evidence evidence, Sums sums)
    {
        if (_settings.IsCalm)
        {
            evidence.AddPart(sums.X, sums.Y, sums.A, sums.B);
        }
        else
        {
            Add(evidence, sums);
        }
    }

    private static void Add(Evidence evidence, Sums sums) => evidence.Add(sums.X, sums.Y, sums.A, sums.B);

    // By users there is one event for each whom errors reach at all: no share of requests could be added to that.
    private Margin OfUnit(Margin margin) => _settings.Unit is SplitUnit.User ? margin with { Added = 0 } : margin;

    private static Evidence Of(StakeGrid grid, Margin margin, Stake stake, EvidenceState? state, double calm = double.PositiveInfinity)
    {
        var evidence = new Evidence(grid, margin, stake) { Calm = calm };
        return state?.In(evidence) ?? evidence;
    }
}
