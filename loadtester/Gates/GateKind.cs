namespace CanaryMesh.LoadTester.Gates;

/// <summary>The two key spaces of gates: what lets a rollout go on, and what rolls it back.</summary>
internal enum GateKind
{
    Gate,
    Rollback,
}
