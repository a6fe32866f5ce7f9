namespace CanaryMesh.Analyzer.Judging;

/// <summary>One side as people are told of it: events of so many requests, and the 95 % interval of their share.</summary>
public sealed record SideFigures(string Name, long Events, long Requests, double Low, double High);
