namespace CanaryMesh.Analyzer.Judging;

/// <summary>One side of a block: requests and errors as counted, for people.</summary>
public sealed record BlockSide(long Requests, long Errors)
{
    /// <summary>Requests drawn to it.</summary>
    public long Drawn { get; init; }

    /// <summary>Requests of them that never arrived, and were answered by the primary.</summary>
    public long NotReached { get; init; }

    /// <summary>Successes per latency bucket; empty where latency is left out.</summary>
    public IReadOnlyList<long> Latency { get; init; } = [];
}
