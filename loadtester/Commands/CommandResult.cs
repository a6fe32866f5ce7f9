namespace CanaryMesh.LoadTester.Commands;

/// <summary>How a command ended: its status, or null if it was killed or could not be started, and what it printed.</summary>
internal sealed record CommandResult(int? Status, string Output);
