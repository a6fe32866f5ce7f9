namespace CanaryMesh.Api.Evidence;

/// <summary>A weight in percent and how long it lasts.</summary>
public readonly record struct PlannedStep(int Weight, TimeSpan Time);
