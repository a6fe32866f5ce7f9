using CanaryMesh.Api.Evidence;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>How far the evidence has come: natural logarithms, and what each needs.</summary>
public sealed record Meter(double LogEvidence, double LogNeeded, double LogProof, double LogProofNeeded)
{
    /// <summary>Canary requests that are still needed until shown not worse, both sides staying as they are; null where <see cref="Outlook"/> says why.</summary>
    public double? RequestsLeft { get; init; }

    /// <summary>What can be said of that.</summary>
    public Outlook Outlook { get; init; }

    /// <summary>Canary requests per second at present.</summary>
    public double RequestRate { get; init; }

    /// <summary>What the whole run notices, from its first request to the end of its plan at the present traffic; null while that is not known.</summary>
    public DetectionLimit? Limit { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Evidence of harm on its logarithmic scale: 0 is none, 1 rolls back.</summary>
    public double EvidencePart => Math.Clamp(LogEvidence / LogNeeded, 0, 1);

    /// <summary>Proof of "not worse" on its scale: 0 is none, 1 is shown.</summary>
    public double ProofPart => Math.Clamp(LogProof / LogProofNeeded, 0, 1);
}
