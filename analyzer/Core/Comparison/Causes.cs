namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Why a comparison is decided.</summary>
/// <param name="Together">No metric decides alone.</param>
/// <param name="Names">Metrics that decide, each of them alone; when together all of them. The strongest comes first.</param>
public sealed record Causes(bool Together, IReadOnlyList<string> Names);
