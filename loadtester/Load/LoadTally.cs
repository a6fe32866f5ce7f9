namespace CanaryMesh.LoadTester.Load;

/// <summary>What has come back so far; senders add to it at once.</summary>
internal sealed class LoadTally
{
    private const int MostFaults = 16;
    private readonly Lock _lock = new();
    private readonly LatencyHistogram _times = new();
    private readonly SortedDictionary<LoadOutcome, long> _outcomes = [];
    private readonly SortedDictionary<int, long> _statuses = [];
    private readonly Dictionary<string, long> _faults = new(StringComparer.Ordinal);
    private TimeSpan _fastest = TimeSpan.MaxValue;
    private TimeSpan _slowest;
    private TimeSpan _sum;
    private long _bytes;

    public void Add(LoadAnswer answer, TimeSpan time)
    {
        lock (_lock)
        {
            Increment(_outcomes, answer.Outcome);
            if (answer.Fault is { } fault)
            {
                Increment(_faults, _faults.Count < MostFaults || _faults.ContainsKey(fault) ? fault : "other faults");
                return;
            }

            Increment(_statuses, answer.Status);
            _times.Add(time);
            _fastest = time < _fastest ? time : _fastest;
            _slowest = time > _slowest ? time : _slowest;
            _sum += time;
            _bytes += answer.Bytes;
        }
    }

    public LoadResult Result(TimeSpan elapsed, long? planned)
    {
        lock (_lock)
        {
            var sent = _outcomes.Values.Sum();
            return new()
            {
                Elapsed = elapsed,
                Sent = sent,
                NotSent = Math.Max(0, (planned ?? sent) - sent),
                Outcomes = new SortedDictionary<LoadOutcome, long>(_outcomes),
                Statuses = new SortedDictionary<int, long>(_statuses),
                Faults = new Dictionary<string, long>(_faults),
                Bytes = _bytes,
                Fastest = _times.Count > 0 ? _fastest : TimeSpan.Zero,
                Slowest = _slowest,
                Average = _times.Count > 0 ? _sum / _times.Count : TimeSpan.Zero,
                Quantiles = LoadResult.Shares.ToDictionary(share => share, share => Least(_times.Quantile(share), _slowest)),
            };
        }
    }

    // A bucket's bound may lie above the slowest time in it.
    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static void Increment<TKey>(IDictionary<TKey, long> counts, TKey key)
        where TKey : notnull => counts[key] = (counts.TryGetValue(key, out var count) ? count : 0) + 1;
}
