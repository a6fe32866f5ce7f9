namespace CanaryMesh.Analyzer.Comparison;

/// <summary>Events of both sides together while a weight (0 to 1) was in force.</summary>
public readonly record struct EventsAtWeight(long Events, double Weight);
