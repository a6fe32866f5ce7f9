namespace CanaryMesh.Cli.Rollouts;

/// <summary>One event of a Canary.</summary>
internal sealed record EventFacts(DateTimeOffset Time, string Type, string Reason, string Message);
