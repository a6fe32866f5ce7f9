using CanaryMesh.Support.Rollouts;

namespace CanaryMesh.Soak;

/// <summary>One version's way from the patch to its verdict, and until the next turn began.</summary>
internal sealed record Turn(string Primary, string Version, DateTimeOffset SetAt, DateTimeOffset OnTrialAt, DateTimeOffset JudgedAt, IReadOnlyList<WeightStep> Steps, CanaryView Verdict)
{
    public bool IsPromoted => Verdict.Phase == "Succeeded";
}
