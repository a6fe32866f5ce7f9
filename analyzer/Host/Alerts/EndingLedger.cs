using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Alerts;

/// <summary>Which end of a rollout is in the queues, and to how many it is still to be told.</summary>
internal sealed class EndingLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RolloutKey, (PostRound Ending, int Left)> _endings = [];

    /// <summary>Every provider of an end took it or was given up.</summary>
    public event Action<RolloutKey>? Told;

    public bool IsTold(RolloutKey key, PostRound ending)
    {
        lock (_lock)
        {
            return _endings.TryGetValue(key, out var known) && known.Ending == ending && known.Left == 0;
        }
    }

    /// <summary>False if this end is known already.</summary>
    public bool Begin(RolloutKey key, PostRound ending, int providers)
    {
        lock (_lock)
        {
            if (_endings.TryGetValue(key, out var known) && known.Ending == ending)
            {
                return false;
            }

            _endings[key] = (ending, providers);
        }

        if (providers == 0)
        {
            Told?.Invoke(key);
        }

        return true;
    }

    public void Done(RolloutKey key, PostRound ending)
    {
        lock (_lock)
        {
            if (!_endings.TryGetValue(key, out var known) || known.Ending != ending)
            {
                return;
            }

            _endings[key] = (ending, known.Left - 1);
            if (known.Left > 1)
            {
                return;
            }
        }

        Told?.Invoke(key);
    }

    public void Forget(RolloutKey key)
    {
        lock (_lock)
        {
            _endings.Remove(key);
        }
    }

    /// <summary>This analyzer no longer leads.</summary>
    public void ForgetAll()
    {
        lock (_lock)
        {
            _endings.Clear();
        }
    }
}
