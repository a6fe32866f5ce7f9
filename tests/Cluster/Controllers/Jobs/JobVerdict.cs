namespace CanaryMesh.Cluster.Controllers.Jobs;

/// <summary>How a Job ends: Complete or Failed, and why.</summary>
internal sealed record JobVerdict(bool Succeeded, string Reason, string Message);
