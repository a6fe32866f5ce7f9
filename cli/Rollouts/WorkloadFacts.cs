namespace CanaryMesh.Cli.Rollouts;

/// <summary>What a Deployment shows of one side.</summary>
internal sealed record WorkloadFacts(string Name, int Desired, int Ready, bool Held, IReadOnlyList<string> Images);
