namespace CanaryMesh.Bench.Judge.Goals;

/// <summary>A goal of the judge, its bound, and what this run measured.</summary>
internal sealed record Goal(int Number, string What, string Bound, string Measured, bool Met);
