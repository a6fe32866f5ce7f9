using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Core.Tests.Simulation;

/// <summary>A Deployment, its controller and the hold of the webhook: a pod is replaced per pass, a paused one is only healed.</summary>
internal sealed class SimulatedTarget(string hash)
{
    public const int Replicas = 4;
    private readonly SortedDictionary<string, int> _pods = new(StringComparer.Ordinal) { [hash] = Replicas };
    private int _version = 1;
    private bool _isBringingProxies;

    public string Template { get; private set; } = hash;

    public string? Held { get; private set; }

    public bool Paused { get; private set; }

    public bool Marked { get; private set; }

    public bool Managed { get; set; }

    public bool Planned { get; private set; }

    public bool IsSettled => !Paused && _pods.Count == 1 && _pods.ContainsKey(Template);

    public int LiveVersions => _pods.Count;

    public string World =>
        $"{Template} held {Held} paused {Paused} marked {Marked} managed {Managed} planned {Planned} rolling {_isBringingProxies}: {string.Join(' ', _pods.Select(pair => $"{pair.Key}={pair.Value}"))}";

    /// <summary>The team's apply; without the hold the webhook was down.</summary>
    public void Apply(string hash, bool isHeld)
    {
        if (hash == Template)
        {
            return;
        }

        Template = hash;
        _version++;
        Marked = false;
        if (isHeld && Managed)
        {
            Paused = true;
            Held = hash;
        }
    }

    public void WritePlan()
    {
        if (Planned)
        {
            return;
        }

        _isBringingProxies = true;
        Planned = true;
        _version++;
    }

    /// <summary>As the team wrote it, at the primary's template; a rolling update takes the proxies out.</summary>
    public void Restore(string primary)
    {
        (Template, Paused, Held, Managed, Planned) = (Held is null ? Template : primary, false, null, false, false);
        _isBringingProxies = true;
        _version++;
    }

    public bool TryHold(string version, string hash) => TryChange(version, () => (Paused, Held) = (true, hash));

    public bool TryResume(string version) => TryChange(version, () => (Paused, Held) = (false, null));

    public void Mark(bool isMarked)
    {
        Marked = isMarked;
        _version++;
    }

    public void Empty(string set)
    {
        _pods.Remove(set);
        Heal();
    }

    public void Pass()
    {
        _isBringingProxies = false;
        if (!Paused)
        {
            Roll();
        }

        Heal();
        Marked &= Paused;
    }

    public TargetObservation Observe(string? promoted)
    {
        var primary = promoted is not null && _pods.ContainsKey(promoted)
            ? promoted
            : _pods.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key == Template).First().Key;
        return new()
        {
            ResourceVersion = $"{_version}",
            TemplateHash = Template,
            PrimaryHash = primary,
            Held = Held,
            Paused = Paused,
            Managed = Managed,
            HasOurs = Managed,
            PlanCurrent = Planned,
            Splittable = true,
            Replicas = Replicas,
            PrimaryReady = _pods[primary],
            Ready = Replicas,
            UpdatedAvailable = _pods.GetValueOrDefault(Template),
            RolledOut = IsSettled && !_isBringingProxies,
            MarkedFailed = Marked && Paused,
            Live = [.. _pods.Select(pair => new LiveReplicaSet(pair.Key, pair.Key, pair.Value, pair.Value))],
        };
    }

    private bool TryChange(string version, Action change)
    {
        if (version != $"{_version}")
        {
            return false;
        }

        change();
        _version++;
        return true;
    }

    private void Roll()
    {
        if (_pods.Keys.FirstOrDefault(hash => hash != Template) is { } old)
        {
            _pods[Template] = _pods.GetValueOrDefault(Template) + 1;
            if (--_pods[old] == 0)
            {
                _pods.Remove(old);
            }
        }
    }

    private void Heal()
    {
        var missing = Replicas - _pods.Values.Sum();
        if (missing > 0)
        {
            var largest = _pods.Count == 0 ? Template : _pods.MaxBy(pair => pair.Value).Key;
            _pods[largest] = _pods.GetValueOrDefault(largest) + missing;
        }
    }
}
