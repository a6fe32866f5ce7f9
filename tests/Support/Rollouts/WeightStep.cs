namespace CanaryMesh.Support.Rollouts;

/// <summary>A stretch of time in which one share, in percent, was asked for and served.</summary>
public sealed record WeightStep(int Weight, DateTimeOffset From, DateTimeOffset? To);
