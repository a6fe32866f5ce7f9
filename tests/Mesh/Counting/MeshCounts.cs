namespace CanaryMesh.Mesh.Counting;

/// <summary>Counts what a test asks about.</summary>
public sealed class MeshCounts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _workloads = [];
    private readonly Dictionary<string, long> _rules = [];
    private readonly Dictionary<string, Dictionary<string, long>> _draws = [];
    private readonly Dictionary<string, long> _mirrored = [];
    private readonly Dictionary<string, string> _tlsModes = [];
    private readonly Dictionary<string, long> _refused = [];
    private long _sentAgain;

    public MeshTotals Totals()
    {
        lock (_lock)
        {
            return new MeshTotals
            {
                Workloads = Copy(_workloads),
                Rules = Copy(_rules),
                Draws = _draws.ToDictionary(each => each.Key, each => (IReadOnlyDictionary<string, long>)Copy(each.Value)),
                Mirrored = Copy(_mirrored),
                TlsModes = new Dictionary<string, string>(_tlsModes),
                Refused = Copy(_refused),
                SentAgain = _sentAgain,
            };
        }
    }

    internal void Took(string rule) => Add(_rules, rule);

    internal void Answered(string workload) => Add(_workloads, workload);

    internal void Mirrored(string workload) => Add(_mirrored, workload);

    internal void Refused(string why) => Add(_refused, why);

    internal void Drew(string weights, string destination)
    {
        lock (_lock)
        {
            if (!_draws.TryGetValue(weights, out var drawn))
            {
                _draws[weights] = drawn = [];
            }
            drawn[destination] = drawn.GetValueOrDefault(destination) + 1;
        }
    }

    internal void Saw(string service, string tlsMode)
    {
        lock (_lock)
        {
            _tlsModes[service] = tlsMode;
        }
    }

    internal void SentAgain() => Interlocked.Increment(ref _sentAgain);

    private void Add(Dictionary<string, long> counts, string key)
    {
        lock (_lock)
        {
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
    }

    private static Dictionary<string, long> Copy(Dictionary<string, long> counts) => new(counts);
}
