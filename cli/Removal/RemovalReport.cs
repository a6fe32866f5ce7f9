namespace CanaryMesh.Cli.Removal;

/// <summary>How a removal ended: what was touched, and what is left and why.</summary>
internal sealed record RemovalReport(int ExitCode, string Why, IReadOnlyList<string> Touched, IReadOnlyList<string> Left);
