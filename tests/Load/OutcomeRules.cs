using System.Globalization;

namespace CanaryMesh.Load;

/// <summary>What an answer means: only the app names its version, so an answer without one was made on the way.</summary>
internal static class OutcomeRules
{
    public static string? LostBecause(HttpAnswer answer) => answer.Version is null
        ? string.Create(CultureInfo.InvariantCulture, $"status {answer.Status} that the app did not make")
        : null;
}
