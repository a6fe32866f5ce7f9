using System.Text.Json.Serialization;

namespace CanaryMesh.Analyzer.Judging;

/// <summary>What is known of the present step: its proofs begin anew with it, since a canary may be good at one weight and break at the next.</summary>
public sealed record StepState(int Weight, PolicyStamp Since)
{
    /// <summary>Proofs of "not worse": of errors, then of the two upper levels of latency.</summary>
    public IReadOnlyList<EvidenceState> Proofs { get; init; } = [];

    /// <summary>What was counted in it, in the same order.</summary>
    public IReadOnlyList<Sums> Seen { get; init; } = [];

    /// <summary>Both sides have had requests.</summary>
    [JsonIgnore]
    public bool HasBothSides => Seen is [{ CanaryRequests: > 0, PrimaryRequests: > 0 }, ..];
}
