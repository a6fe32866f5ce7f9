namespace CanaryMesh.Analyzer.Observing;

/// <summary>The name of a copy, whoever made the Deployment that has it.</summary>
internal static class CopyName
{
    private const string Suffix = "-canary";

    public static string? TargetOf(string deployment) =>
        deployment.Length > Suffix.Length && deployment.EndsWith(Suffix, StringComparison.Ordinal) ? deployment[..^Suffix.Length] : null;
}
