namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>From a second on: the canary's weight and both sides' error rates.</summary>
internal sealed record Phase(int Start, double Weight, double Canary, double Primary);
