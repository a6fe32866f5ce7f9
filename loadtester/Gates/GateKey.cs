namespace CanaryMesh.LoadTester.Gates;

/// <summary>The gate of one canary.</summary>
internal readonly record struct GateKey(GateKind Kind, string Namespace, string Name);
