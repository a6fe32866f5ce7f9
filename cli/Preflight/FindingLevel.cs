namespace CanaryMesh.Cli.Preflight;

/// <summary>An error keeps something from working; a warning from working everywhere; a note is to be known.</summary>
internal enum FindingLevel
{
    Error,
    Warning,
    Note,
}
