using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Planning;

/// <summary>The giver of a command, as far as admission saw it.</summary>
internal static class Who
{
    internal static string Of(RolloutObservation seen) => seen.Command?.By ?? "a person";
}
