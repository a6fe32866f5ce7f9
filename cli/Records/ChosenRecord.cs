using CanaryMesh.Analyzer.Judging;

namespace CanaryMesh.Cli.Records;

/// <summary>A record, and the text that it was read from.</summary>
internal sealed record ChosenRecord(DecisionRecord Record, string Text);
