namespace CanaryMesh.Analyzer.Control;

/// <summary>What was asked of a workload's proxies and what they say, at one instant.</summary>
internal sealed record BoardObservation
{
    public static BoardObservation Nothing { get; } = new();

    /// <summary>Policy asked for; None before the first of this term.</summary>
    public PolicyId Asked { get; init; }

    public TargetPolicy? Policy { get; init; }

    public IReadOnlyList<ProxyObservation> Proxies { get; init; } = [];

    /// <summary>Those whose own guard keeps out the version on trial.</summary>
    public IEnumerable<ProxyObservation> Alarmed =>
        Proxies.Where(proxy => proxy.Alarm is { } alarm && alarm.CanaryVersion == Policy?.CanaryVersion);

    public IReadOnlyList<SideCounts> Counts { get; init; } = [];

    /// <summary>Of them what was drawn under this leader's policies. What came before comes at once with a proxy's first report, and what a proxy
    /// keeps apart no more comes again in its rest, which is of no policy.</summary>
    public IEnumerable<SideCounts> Own => Asked == PolicyId.None ? [] : Counts.Where(row => row.Key.Policy.Term == Asked.Term);

    /// <summary>Newest last.</summary>
    public IReadOnlyList<FailedSample> Samples { get; init; } = [];
}
