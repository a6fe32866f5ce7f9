namespace CanaryMesh.Support.Rollouts;

/// <summary>The steps of one trial, as its Canary showed them.</summary>
public sealed class WeightLog
{
    private readonly Lock _lock = new();
    private readonly List<WeightStep> _steps = [];

    public IReadOnlyList<WeightStep> Steps
    {
        get
        {
            lock (_lock)
            {
                return [.. _steps];
            }
        }
    }

    public void Add(DateTimeOffset at, CanaryView canary)
    {
        lock (_lock)
        {
            if (IsOpen && !(canary.Phase == "Progressing" && canary.Weight == _steps[^1].Weight))
            {
                _steps[^1] = _steps[^1] with { To = at };
            }
            if (!IsOpen && canary.ServesItsWeight)
            {
                _steps.Add(new WeightStep(canary.Weight, at, null));
            }
        }
    }

    private bool IsOpen => _steps.Count > 0 && _steps[^1].To is null;

    public void Clear()
    {
        lock (_lock)
        {
            _steps.Clear();
        }
    }
}
