namespace CanaryMesh.Api.Evidence;

/// <summary>Requests of both sides together that are split at a weight of 0 to 1.</summary>
public readonly record struct WeightedRequests(double Weight, double Requests);
