using CanaryMesh.Analyzer.Analysis;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>The evidence on one limit as it is kept: since when, of how many requests, and what it is worth.</summary>
public sealed record KeptLimit(CheckLimit Limit, DateTimeOffset Since, long Events, long Requests, EvidenceState Evidence)
{
    /// <summary>Of the primary, as many as <see cref="Events"/> are of the canary.</summary>
    public long PrimaryEvents { get; init; }

    /// <summary>The primary's requests.</summary>
    public long PrimaryRequests { get; init; }
}
