namespace CanaryMesh.Cli.Adoption;

/// <summary>How an adoption ended.</summary>
internal sealed record AdoptionReport(int ExitCode, string Why, IReadOnlyList<string> Touched);
