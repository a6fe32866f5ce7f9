namespace CanaryMesh.Mesh.Counting;

/// <summary>What a data plane has done so far.</summary>
public sealed record MeshTotals
{
    /// <summary>Answered requests by the workload that answered, copies not among them.</summary>
    public required IReadOnlyDictionary<string, long> Workloads { get; init; }

    /// <summary>Requests by object and rule, as web/0; service/web where no object spoke of the host.</summary>
    public required IReadOnlyDictionary<string, long> Rules { get; init; }

    /// <summary>Draws by weights and destination, as "web-primary=80 web-canary=20" and "web-canary".</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Draws { get; init; }

    /// <summary>Answered copies by workload.</summary>
    public required IReadOnlyDictionary<string, long> Mirrored { get; init; }

    /// <summary>The last TLS mode that a DestinationRule asked for, by Service; empty where none did.</summary>
    public required IReadOnlyDictionary<string, string> TlsModes { get; init; }

    /// <summary>Requests that no pod answered, by the reason.</summary>
    public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>Requests that were sent again, elsewhere.</summary>
    public required long SentAgain { get; init; }

    /// <summary>The part of the draws with these weights that went to one destination, and how many draws there were, since an earlier moment or in all.</summary>
    public (double Share, long All) Share(string weights, string destination, MeshTotals? since = null)
    {
        var drawn = Drawn(weights, destination) - (since?.Drawn(weights, destination) ?? 0);
        var all = Drawn(weights) - (since?.Drawn(weights) ?? 0);
        return (all == 0 ? 0 : (double)drawn / all, all);
    }

    private long Drawn(string weights) => Draws.GetValueOrDefault(weights)?.Values.Sum() ?? 0;

    private long Drawn(string weights, string destination) => Draws.GetValueOrDefault(weights)?.GetValueOrDefault(destination) ?? 0;
}
