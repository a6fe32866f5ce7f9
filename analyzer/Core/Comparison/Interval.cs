namespace CanaryMesh.Analyzer.Comparison;

/// <summary>From <see cref="Low"/> to <see cref="High"/>, both of them in it; the upper end may be infinite.</summary>
public readonly record struct Interval(double Low, double High);
