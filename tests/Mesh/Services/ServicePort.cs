namespace CanaryMesh.Mesh.Services;

/// <summary>A port of a Service with the pods that answer there.</summary>
internal sealed record ServicePort(int Number, IReadOnlyList<ServiceEndpoint> Endpoints);
