using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Cli.Records;

/// <summary>A record, and the text that it was read from.</summary>
internal sealed record ChosenRecord(DecisionRecord Record, string Text)
{
    /// <summary>What stands against it that people have to know; null if nothing does.</summary>
    public string? Caution { get; init; }
}
