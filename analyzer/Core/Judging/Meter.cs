namespace CanaryMesh.Analyzer.Judging;

/// <summary>How far the evidence has come: natural logarithms, and what each needs.</summary>
public sealed record Meter(double LogEvidence, double LogNeeded, double LogProof, double LogProofNeeded)
{
    /// <summary>Canary requests that are still needed until shown not worse, both sides staying as they are; null if they would never do.</summary>
    public double? RequestsLeft { get; init; }

    /// <summary>Canary requests per second at present.</summary>
    public double RequestRate { get; init; }
}
