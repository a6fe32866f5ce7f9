using System.Collections.Concurrent;

namespace CanaryMesh.Webhook.Serving;

/// <summary>Ready when no part has a fault to report and the process is not on its way out.</summary>
internal sealed class Readiness
{
    private readonly ConcurrentDictionary<string, string> _faults = new(StringComparer.Ordinal);
    private volatile bool _draining;

    public Readiness(params IEnumerable<string> parts)
    {
        foreach (var part in parts)
        {
            _faults[part] = "not looked at yet";
        }
    }

    public bool IsDraining => _draining;

    public bool IsReady => !_draining && _faults.IsEmpty;

    public void Report(string part, string? fault)
    {
        if (fault is null)
        {
            _faults.TryRemove(part, out _);
        }
        else
        {
            _faults[part] = fault;
        }
    }

    public void Drain() => _draining = true;

    public string Describe() =>
        _draining ? "draining" : _faults.IsEmpty ? "ready" : string.Join('\n', _faults.OrderBy(each => each.Key).Select(each => $"{each.Key}: {each.Value}"));
}
