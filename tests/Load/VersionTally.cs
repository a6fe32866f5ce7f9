namespace CanaryMesh.Load;

/// <summary>Running counts of one version; guarded by its owner's lock.</summary>
internal sealed class VersionTally(string version)
{
    private readonly LatencyHistogram _latency = new();
    private readonly SortedDictionary<int, long> _byStatus = [];
    private long _answered;
    private long _failed;
    private DateTimeOffset? _firstFailure;
    private DateTimeOffset? _lastSent;

    public void Add(Outcome outcome)
    {
        _answered++;
        _latency.Add(outcome.Took);
        var status = outcome.Status ?? 0;
        _byStatus[status] = _byStatus.GetValueOrDefault(status) + 1;
        _lastSent = _lastSent is { } last && last > outcome.SentAt ? last : outcome.SentAt;
        if (outcome.Failed)
        {
            _failed++;
            _firstFailure = _firstFailure is { } first && first < outcome.EndedAt ? first : outcome.EndedAt;
        }
    }

    public VersionCounts Snapshot() => new(version, _answered, _failed)
    {
        P50Milliseconds = _latency.Quantile(0.5),
        P99Milliseconds = _latency.Quantile(0.99),
        ByStatus = new Dictionary<int, long>(_byStatus),
        FirstFailure = _firstFailure,
        LastSent = _lastSent,
    };
}
