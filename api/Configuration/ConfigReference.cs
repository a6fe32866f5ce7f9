namespace CanaryMesh.Api.Configuration;

/// <summary>One ConfigMap that a pod uses; optional if every use of it is.</summary>
public sealed record ConfigReference(string Name, bool Optional);
